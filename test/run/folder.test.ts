import {mkdtemp, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {inWords} from '../../source/cli/in-words.ts';
import {holderOf, inFolder, lockFolder, refuseUnwritable, unlockFolder, writeWhole} from '../../source/run/folder.ts';
import {InputError} from '../../source/run/input-error.ts';

const newFolder = async () => inFolder(await mkdtemp(path.join(tmpdir(), 'kinstall-folder-')));
const me = {pid: process.pid, since: '2026-01-01T00:00:00Z', command: 'test'};

test('who holds the folder is named to the next', async t => {
	const folder = await newFolder();
	t.is(await lockFolder(folder, me), undefined);
	t.like(await lockFolder(folder, {...me, command: 'another'}), me);
	t.like(await holderOf(folder), me);
	await unlockFolder(folder);
	t.is(await holderOf(folder), undefined);
});

test('the lock of a process that died is taken over', async t => {
	const folder = await newFolder();
	const child = await execa(process.execPath, ['-e', 'console.log(process.pid)']);
	await writeFile(folder.lock, JSON.stringify({...me, pid: Number(child.stdout)}));
	t.is(await lockFolder(folder, me), undefined);
	t.is((await holderOf(folder))?.pid, process.pid);
});

test('a lock that was cut off while being written holds nobody up', async t => {
	const folder = await newFolder();
	await writeFile(folder.lock, '{"pid": 12');
	t.is(await lockFolder(folder, me), undefined);
});

test("somebody else's lock is not taken away", async t => {
	const folder = await newFolder();
	await writeFile(folder.lock, JSON.stringify({...me, pid: 1}));
	await unlockFolder(folder);
	t.is((await holderOf(folder))?.pid, 1);
});

test('a file is written whole, with its mode, and leaves nothing beside it', async t => {
	const folder = await newFolder();
	const file = path.join(folder.directory, 'deep', 'secret');
	await writeWhole(file, 'first', 0o600);
	await writeWhole(file, 'second', 0o600);
	t.is(await readFile(file, 'utf8'), 'second');
	t.is((await stat(file)).mode & 0o777, 0o600);
	t.deepEqual(await readdir(path.dirname(file)), ['secret']);
});

test('a lock whose process number was given to another process is taken over', async t => {
	const folder = await newFolder();
	await writeFile(folder.lock, JSON.stringify({...me, began: '1'}));
	t.is(await holderOf(folder), undefined);
	t.is(await lockFolder(folder, me), undefined);
});

test("a cluster's folder that cannot be written in is named itself, with the next step", async t => {
	const {directory} = await newFolder();
	const file = path.join(directory, 'a-file');
	await writeFile(file, '');
	const error = await t.throwsAsync(lockFolder(inFolder(file), me), {instanceOf: InputError});
	t.regex(inWords(error), /a-file: kinstall cannot write in the cluster's folder \((?:EEXIST|ENOTDIR)\)\n.*copy cluster\.yaml and pki\//);
	for (const code of ['EACCES', 'EROFS'])
		t.like(
			t.throws(() => refuseUnwritable('/c', Object.assign(new Error(code), {code})), {instanceOf: InputError}),
			{
				message: `/c: kinstall cannot write in the cluster's folder (${code})`,
			},
		);
	const full = Object.assign(new Error('ENOSPC'), {code: 'ENOSPC'});
	t.is(
		t.throws(() => refuseUnwritable('/c', full)),
		full,
	);
});
