import test from 'ava';
import {appendLine, emptyPane, lastLines, paneCapacity, paneLength, paneLines, paneStart} from '../../source/state/pane.ts';

const filled = (count: number) => {
	let pane = emptyPane;
	for (let index = 0; index < count; index++) pane = appendLine(pane, {kind: 'stdout', text: String(index)});
	return pane;
};

test('a pane keeps the newest lines and forgets the oldest', t => {
	const pane = filled(20_000);
	t.is(pane.total, 20_000);
	t.true(paneLength(pane) >= paneCapacity && paneLength(pane) < paneCapacity + 300);
	t.deepEqual(lastLines(pane, 2), [
		{kind: 'stdout', text: '19998'},
		{kind: 'stdout', text: '19999'},
	]);
	t.is(paneLines(pane, 0, paneStart(pane) + 1)[0]?.text, String(paneStart(pane)));
});

test('an earlier pane is not changed by later lines', t => {
	const before = filled(3);
	appendLine(before, {kind: 'stderr', text: 'more'});
	t.is(paneLength(before), 3);
	t.deepEqual(
		paneLines(before, 1, 99).map(({text}) => text),
		['1', '2'],
	);
	t.deepEqual(lastLines(emptyPane, 5), []);
});
