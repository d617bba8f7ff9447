/** A run is a process of its own: terminals come and go, and it goes on. */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {holderOf} from '../../../source/run/folder.ts';
import type {Event} from '../../../source/state/event.ts';
import {hostsOfStraw, type Straw} from '../../run/hosts-of-straw.ts';
import {openProgram} from '../terminal.ts';
import {until} from '../until.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const open = (t: ExecutionContext, {bin}: Straw, words: readonly string[]) =>
	openProgram(t, {
		file: process.execPath,
		words: ['--import=tsx', ...words],
		cwd: root,
		env: {PATH: `${bin}:${process.env['PATH']}`},
	});
const attachWords = ({folder}: Straw) => [path.join(root, 'source/cli/main.ts'), 'attach', '-f', folder.spec];
const attach = (t: ExecutionContext, straw: Straw) => open(t, straw, attachWords(straw));

test.serial('a closed terminal does not end the run: attach shows it, asks it, leaves it by d, and shows the record at last', async t => {
	t.timeout(120_000);
	const straw = await hostsOfStraw(t, ['node1', 'node2', 'node3'], ['15-certificates']);
	await straw.breakHost('node2');
	await straw.breakHost('node3');
	const first = await open(t, straw, [path.join(root, 'test/ui/fixture-run.tsx'), straw.directory]);
	await first.sees('r tries node2 again, R all 2');
	const {pid} = (await holderOf(straw.folder))!;
	t.teardown(() => {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended, as it should.
		}
	});
	first.kill('SIGHUP');
	await first.exit;
	t.is((await holderOf(straw.folder))?.pid, pid);

	const journal = () => readFileSync(straw.folder.journal, 'utf8');
	const before = journal().length;
	const second = await attach(t, straw);
	await second.sees('r tries node2 again, R all 2');
	const piped = execa(process.execPath, ['--import=tsx', ...attachWords(straw), '--json'], {
		cwd: root,
		env: {PATH: `${straw.bin}:${process.env['PATH']}`},
		stdin: 'ignore',
	});
	await straw.mendHost('node2');
	second.send('r');
	await second.sees('failed on 1 of 3');
	await second.sees('r tries node3 again');
	t.true(journal().length > before);
	await second.sees('node2 = ');
	second.send('d');
	t.is((await second.exit).exitCode, 0);
	t.is(second.buffer(), 'normal');
	t.regex(second.lines().join('\n').replaceAll('\n', ''), /The run goes on\. To see it again: kinstall attach -f \S+/);
	t.is((await holderOf(straw.folder))?.pid, pid);

	await straw.mendHost('node3');
	const third = await attach(t, straw);
	await third.sees('r tries node3 again');
	third.send('R');
	await third.sees('[Cluster]');
	third.send('\u0003');
	await third.exit;
	await until(
		() => journal().includes('"run-ended"'),
		() => journal(),
		30,
	);

	const events = (await piped).stdout.split('\n').map(line => JSON.parse(line) as Event);
	t.deepEqual(
		events,
		journal()
			.trimEnd()
			.split('\n')
			.map(line => JSON.parse(line) as Event),
	);
	t.is(events[0]?.type, 'run-started');
	t.is(events.at(-1)?.type, 'run-ended');

	const fourth = await attach(t, straw);
	await fourth.sees('No run goes on now. This is the record of the last one');
	await fourth.sees('The run has ended after');
	fourth.send('r');
	await fourth.sees('r: the run has ended');
	fourth.send('q');
	t.is((await fourth.exit).exitCode, 0);
});
