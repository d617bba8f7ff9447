/** What a screen reader is told, screen by screen. */
import test, {type ExecutionContext} from 'ava';
import {render} from 'ink-testing-library';
import {createElement} from 'react';
import {StartScreen} from '../../source/ui/screens/start.tsx';
import {fakeActions} from './fake-actions.ts';
import {keyCodes, stage} from './stage.tsx';
import {until} from './until.ts';

// Ink reads it when a screen is rendered.
process.env['INK_SCREEN_READER'] = 'true';

const lines = (frame: string): readonly string[] => frame.split('\n').map(line => line.trim());

/** Nothing is drawn, and nothing is coloured. */
const onlyWords = (t: ExecutionContext, frame: string) => t.notRegex(frame, /[─│┌┐└┘█░]|\u001B\[|^ *>/m);

const inOrder = (t: ExecutionContext, frame: string, wanted: readonly string[]) => {
	let from = 0;
	for (const one of wanted) {
		const at = frame.indexOf(one, from);
		t.true(at >= from, `"${one}" does not follow in\n${frame}`);
		from = at + one.length;
	}
};

test.serial('Start: the question, the rows with the selected one told, the keys', async t => {
	const start = {directory: '/clusters/demo', recent: ['~/clusters/prod'], check: async () => {}};
	const app = render(createElement(StartScreen, {actions: start, onChoose: () => {}, onInterrupt: () => {}}));
	t.teardown(() => app.unmount());
	const frame = () => app.lastFrame() ?? '';
	await until(() => app.stdin.listenerCount('readable') > 0, frame);
	inOrder(t, frame(), [
		'kinstall; screen Start',
		'What do you want to do?',
		'selected: Make a new cluster, kept in /clusters/demo',
		'Open a cluster',
		'keys: ? help;',
	]);
	t.is(lines(frame()).filter(line => line.startsWith('selected:')).length, 1);
	onlyWords(t, frame());
	app.stdin.write(keyCodes.down);
	await until(() => frame().includes('selected: Open a cluster'), frame);
	app.stdin.write(keyCodes.enter);
	await until(() => frame().includes('Folder of the cluster: (typing here) nothing yet'), frame);
	app.stdin.write('/x');
	await until(() => frame().includes('Folder of the cluster: (typing here) /x'), frame);
});

test.serial('Nodes: every host with its columns in words, what is typed, problems, and no drawing', async t => {
	const {frame, press, sees, paste} = stage(
		t,
		fakeActions(() => {}),
	);
	await sees('node1: ok');
	inOrder(t, frame(), [
		'kinstall demo v1.20.2; screen Nodes, 1 of 8',
		'Which machines make up the cluster?',
		'selected: name node1, address 10.0.0.11, roles control etcd, reached by ssh, state ok',
		'\nname node2, address 10.0.0.12,',
		'node1: ok',
		'keys: ? help;',
		'q quit',
	]);
	onlyWords(t, frame());
	await press('down', 'selected: name node2');
	await press('a', 'Add: (typing here) nothing yet');
	paste('10.0.0.11');
	await sees('10.0.0.11 is already in the table');
	await press('esc');
	await press('e', 'selected: name: (typing here) node2');
	await press('left', '(typing here, before "2") node2');
	await press('backspace');
	await press('!', 'typing here, before "2") nod!2');
	await press('enter', 'problem: hosts[1].name');
	t.regex(frame(), /Enter \S+ \(not now: the answers have problems\)/);
});

test.serial('Network: labels and values, the field with the cursor, the hint, what follows, problems', async t => {
	const {frame, press, sees} = stage(
		t,
		fakeActions(() => {}),
		{startAt: 'network'},
	);
	await sees('screen Network, 2 of 8');
	inOrder(t, frame(), ['selected: ', '(typing here) demo', '10.0.0.15', '10.244.0.0/16', 'keys: ? help;']);
	t.is(frame().split('selected:').length, 2, frame());
	onlyWords(t, frame());
	await press('ctrl-u', '(typing here) nothing yet');
	await sees('problem: name: ');
	await press('down');
	t.regex(frame(), /: empty$/m);
	t.regex(frame(), /^selected: (?!.*demo)/m);
});

test.serial('Choices: what can be picked is told with what holds', async t => {
	const {frame, press, sees} = stage(
		t,
		fakeActions(() => {}),
		{startAt: 'choices'},
	);
	await sees('screen Choices, 3 of 8');
	t.regex(frame(), /^selected: .*: \(typing here\) v1\.20\.2$/m);
	await press('down');
	t.regex(frame(), /^selected: .*: (\S+); one of .*\1/m);
	t.is(frame().split('selected:').length, 2, frame());
	onlyWords(t, frame());
	const before = frame();
	await press('right');
	t.not(frame(), before);
	t.regex(frame(), /^keys: \? help; .*Enter/m);
});
