import test, {type ExecutionContext} from 'ava';
import {appendLine, emptyPane, type LineKind, paneCapacity} from '../../source/state/pane.ts';
import {reduce} from '../../source/state/reduce.ts';
import {initialState} from '../../source/state/state.ts';
import {bannerLines} from '../../source/ui/components/run-banner.tsx';
import {filteredLines, type Matches, matchLines} from '../../source/ui/install/lines.ts';
import {paneRows} from '../../source/ui/pane-view.ts';
import {fakeActions, fakeRun} from './fake-actions.ts';
import {untilRequests} from './run-events.ts';
import {stage} from './stage.tsx';

const paneOf = (lines: ReadonlyArray<readonly [LineKind, string]>) =>
	lines.reduce((pane, [kind, text]) => appendLine(pane, {kind, text}), emptyPane);
const some = paneOf([
	['command', '$ systemctl start etcd'],
	['stdout', 'etcd begins'],
	['stderr', 'ETCD is slow'],
	['note', 'exit 1'],
	['command', '$ journalctl'],
	['stdout', '日本語 etcd 日本語'],
]);
const texts = (filter: Parameters<typeof filteredLines>[1], query = '') => {
	const {lines} = filteredLines(some, filter, query);
	return lines.slice(lines.start, lines.total).map(({line}) => line.text);
};

test('a filter leaves commands, errors, or the lines that have the text', t => {
	t.is(texts('all').length, 6);
	t.deepEqual(texts('commands'), ['$ systemctl start etcd', '$ journalctl']);
	t.deepEqual(texts('errors'), ['ETCD is slow', 'exit 1']);
	t.deepEqual(texts('found', 'etcd').length, 4);
});

test('what was looked at once is not looked at again, and what is gone is forgotten', t => {
	let pane = emptyPane;
	let looks = 0;
	const watched = (text: string) => ({
		kind: 'stdout' as const,
		get text() {
			looks++;
			return text;
		},
	});
	let matches: Matches | undefined;
	const wanted = {filter: 'all' as const, query: 'hit', searching: true};
	for (let index = 0; index < 2 * paneCapacity; index++) {
		pane = appendLine(pane, watched(index % 100 === 0 ? `hit ${index}` : `line ${index}`));
		matches = matchLines(pane, wanted, matches);
	}
	t.is(looks, 2 * paneCapacity);
	t.deepEqual(matches?.at, matchLines(pane, wanted).at);
	t.is(matches!.gone + matches!.at.length, Math.ceil((2 * paneCapacity) / 100));
	t.not(matchLines(pane, {...wanted, query: 'line'}, matches).at.length, matches?.at.length);
});

test('lines with the text have a sign, the one that was come to another, and long ones lose nothing', t => {
	const {lines} = filteredLines(some, 'all', '');
	const rows = paneRows(lines, {height: 6, width: 40, wrap: false, query: 'etcd', hit: 2});
	t.deepEqual(
		rows.map(row => row.slice(0, 2)),
		['* ', '* ', '> ', '  ', '  ', '* '],
	);
	const long = filteredLines(paneOf([['stdout', '日本語'.repeat(20)]]), 'all', '').lines;
	const pieces = paneRows(long, {height: 9, width: 21, wrap: true});
	t.is(pieces.join(''), '日本語'.repeat(20));
	t.true(pieces.length > 5);
});

const open = (t: ExecutionContext) => {
	const note = () => {};
	const run = fakeRun(note, untilRequests);
	const screen = stage(t, fakeActions(note), {startAt: 'install', run});
	const says = (text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
		run.push({at: '', run: 'r1', host: 'node1', type: 'output', id: 'x', stream, text});
	return {screen, says};
};

test('/ searches the lines of a host, n and N go round, Esc ends it', async t => {
	const {screen, says} = open(t);
	for (let index = 1; index <= 90; index++) says(index % 30 === 0 ? `Needle ${index}` : `straw ${index}`);
	await screen.sees('straw 89');
	await screen.press('z', /^>node1/m);
	await screen.press('/', 'Search in node1:');
	await screen.type('needle');
	await screen.press('enter', '"needle" 3 of 3');
	await screen.press('N', '"needle" 2 of 3');
	await screen.sees('> Needle 60');
	await screen.press('N', '"needle" 1 of 3');
	await screen.press('N', '"needle" 3 of 3');
	await screen.press('n', '"needle" 1 of 3');
	says('needle 91');
	await screen.sees('"needle" 1 of 4');
	await screen.press('F', 'commands only');
	await screen.press('F', 'errors only');
	await screen.press('F', 'found lines only');
	await screen.sees('Needle 30');
	t.false(screen.frame().includes('straw'));
	await screen.press('esc', 'straw 89');
	t.false(screen.frame().includes('needle"'));
	await screen.press('esc', 'PHASES');
	await screen.press('/', 'Search in node1:');
	await screen.type('q');
	await screen.press('esc', /Phase 8 of 9/);
	await screen.press('/', 'Search in node1:');
	await screen.type('absent');
	await screen.press('enter', 'no line has "absent"');
});

test('how a run failed, what to do and how it goes on are lines of their own, whole at 80 columns', t => {
	const run = {type: 'run-started', cluster: 'demo', digest: '', pid: 1, phases: []} as const;
	const ended = {type: 'run-ended', outcome: 'failed', changed: 0, reason: 'a word '.repeat(17).trim(), next: 'Begin again.'} as const;
	const at = {at: '2026-01-01T00:00:00Z', run: 'r'};
	const lines = bannerLines([run, ended].map(body => ({...at, ...body})).reduce(reduce, initialState), 80);
	t.deepEqual(
		lines.map(({rows}) => rows),
		[2, 1, 1],
	);
	t.true(lines[0]?.text.includes('a word a word'));
	t.regex(lines[1]?.text ?? '', /Begin again\.$/);
});
