import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {execa} from 'execa';
import {alone} from '../../source/run/alone.ts';
import {holderOf, inFolder, lockFolder} from '../../source/run/folder.ts';
import {refuseWhileHeld} from '../../source/run/refuse-while-held.ts';
import {FolderLocked} from '../../source/run/start-run.ts';

const newFolder = async () => inFolder(await mkdtemp(path.join(tmpdir(), 'kinstall-alone-')));
const spec = `apiVersion: kinstall/v1
name: one
kubernetes: v1.36.1
endpoint: {host: 10.88.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.88.0.11, roles: [control-plane, etcd, worker]}
`;

test('two that plan come one after the other, also within one process, and leave no lock', async t => {
	const folder = await newFolder();
	const seen: string[] = [];
	const plan = (name: string) =>
		alone(folder, async () => {
			seen.push(name);
			await sleep(20);
			seen.push(name);
		});
	await Promise.all(['a', 'b', 'c'].map(plan));
	t.is(seen.length, 6);
	for (const at of [0, 2, 4]) t.is(seen[at], seen[at + 1], seen.join(''));
	t.is(await holderOf(folder), undefined);
});

test('who fails while planning holds nobody up', async t => {
	const folder = await newFolder();
	await t.throwsAsync(
		alone(folder, () => Promise.reject(new Error('no'))),
		{message: 'no'},
	);
	t.is(await alone(folder, async () => 1), 1);
});

test('a run is not waited for, a plan is', async t => {
	const folder = await newFolder();
	await lockFolder(folder, {pid: process.pid, since: '2026-01-01T00:00:00Z', command: 'apply'});
	await t.throwsAsync(
		alone(folder, async () => 1),
		{instanceOf: FolderLocked},
	);
	await t.throwsAsync(refuseWhileHeld(folder), {instanceOf: FolderLocked});
	const other = await newFolder();
	await alone(other, () => t.notThrowsAsync(refuseWhileHeld(other)));
});

test('plans made at once in an empty folder are the same plan', async t => {
	const folder = await newFolder();
	await writeFile(folder.spec, spec);
	const bin = path.resolve('source/cli/main.ts');
	const plan = () => execa(process.execPath, ['--import=tsx', bin, 'plan', '-f', folder.spec]);
	const done = await Promise.all([plan(), plan(), plan()]);
	t.is(new Set(done.map(({stdout}) => stdout.split('\n').at(-1))).size, 1);
});
