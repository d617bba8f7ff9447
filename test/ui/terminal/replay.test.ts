/** A recorded run on the screens, on a real pseudo-terminal: the program itself, with the journal of a real run. */
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {openProgram} from '../terminal.ts';

const root = path.resolve(import.meta.dirname, '../../..');

const play = (t: ExecutionContext, words: readonly string[], size: readonly [number, number] = [100, 30]) =>
	openProgram(t, {
		file: process.execPath,
		words: ['--import=tsx', 'source/cli/main.ts', 'replay', 'fixtures/journals/five-hosts.ndjson', ...words],
		cwd: root,
		env: {KINSTALL_LANG: 'en'},
		size,
	});

test('a fast replay shows the install and ends on the cluster, as the run did; q leaves with 0', async t => {
	const terminal = await play(t, ['--speed', '20', '--at', '30']);
	await terminal.sees('[Install]');
	await terminal.sees('paused');
	terminal.send(' ');
	await terminal.sees(/Recording of 2026-11-21 15:13: .* of 1 m 15 s, speed 20/);
	await terminal.sees('[Cluster]');
	await terminal.sees('4 of 4 nodes are Ready');
	await terminal.sees('here it ends');
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
	t.is(terminal.buffer(), 'normal');
});

test('it pauses, goes on faster and slower, and its clock stands still meanwhile', async t => {
	const terminal = await play(t, ['--at', '42']);
	await terminal.sees(/: 42 s of 1 m 15 s, speed 1; paused/);
	await terminal.sees('Kubelets join');
	terminal.send('++-');
	await terminal.sees('speed 2; paused');
	await terminal.sees(': 42 s of');
	terminal.send('+++ ');
	await terminal.sees(/speed 16$/m);
	await terminal.sees('[Cluster]');
	t.false(terminal.lines().join('\n').includes('paused'));
});

test('one jumps from phase to phase, back from the end, and to the end in one burst', async t => {
	const terminal = await play(t, ['--at', '0']);
	// Paused, as a second after a phase began the key back goes to that phase's own beginning.
	await terminal.sees(': 0 s of 1 m 15 s, speed 1; paused');
	terminal.send('..');
	await terminal.sees('▸ Certificates and kubeconfigs');
	terminal.send(',');
	await terminal.sees('▸ Binaries');
	terminal.send('.'.repeat(20));
	await terminal.sees('[Cluster]');
	// The second of them where a point was read when all had ended.
	await terminal.sees(/here it ends|the recording ends here/);
	terminal.send(',');
	await terminal.sees('[Install]');
	await terminal.sees('▸ Verify');
	t.false(terminal.lines().join('\n').includes('4 of 4 nodes'));
});

test('requests are those of that moment, and what is asked of a run says that this is a recording', async t => {
	const terminal = await play(t, ['--at', '47'], [80, 24]);
	await terminal.sees('requests wait for you');
	terminal.send('c');
	await terminal.sees('[CSRs]');
	await terminal.sees(/\[ \] node2 +client +\d s +expected +system:bootstrap:\w+/);
	for (const key of ['a', 'A', 'x']) {
		terminal.send(key);
		await terminal.sees(`${key}: this is a recording`);
	}
	terminal.send('\u001B');
	await terminal.sees('[Install]');
	terminal.send('r');
	await terminal.sees('r: this is a recording');
	// Keys of no meaning here, and parts of sequences, change nothing.
	terminal.send('7Zé\u001B[15~');
	terminal.send('?');
	await terminal.sees('Stop the recording where it is, or let it go on');
	// The help may have pages; Esc closes all of them.
	terminal.send('\u001B');
	await terminal.sees('PHASES');
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
});

test('it plays on through resizes, small ones too, and Ctrl-C leaves with 130', async t => {
	const terminal = await play(t, ['--speed', '4']);
	await terminal.sees('[Install]');
	for (const [columns, rows] of [
		[160, 50],
		[60, 15],
		[80, 24],
		[120, 40],
	] as const) {
		terminal.resize(columns, rows);
		await terminal.sees(columns < 80 ? 'The terminal is 60x15' : 'Recording of');
	}
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
	t.is(terminal.buffer(), 'normal');
});
