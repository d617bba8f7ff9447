import {execFile} from 'node:child_process';
import {mkdir, readFile, stat, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import type {Binary} from '../../source/catalog/artifact-types.ts';
import type {FetchedArtifact} from '../../source/run/artifacts/types.ts';
import {unpackBinaries} from '../../source/run/artifacts/unpack.ts';
import {body, reasonsOf, setting, sha256} from './setting.ts';

const run = promisify(execFile);

/** The first bytes of a little-endian 64-bit ELF file, with something after them. */
const elf = (machine: number, size = 200_000): Buffer => {
	const header = Buffer.alloc(64);
	header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
	header.writeUInt16LE(machine, 18);
	return Buffer.concat([header, body(size)]);
};

const fetched = async (file: string, id = 'cni'): Promise<Record<string, FetchedArtifact>> => {
	const sum = {algorithm: 'sha256', value: sha256(await readFile(file)), source: 'here'} as const;
	return {[id]: {id, file, name: path.basename(file), arch: 'amd64', sum, pinned: true, from: 'folder', where: file}};
};

/** An archive with `members` in it, as upstream's `tar` makes it. */
const archive = async (t: ExecutionContext, members: Readonly<Record<string, Buffer | string>>) => {
	const {directory, put, cache} = await setting(t);
	for (const [name, content] of Object.entries(members)) await put(`tree/${name}`, content);
	const file = path.join(directory, 'archive.tgz');
	await run('tar', ['-czf', file, '-C', path.join(directory, 'tree'), '.']);
	return {directory, put, cache, file};
};

const bridge: Binary = {path: '/opt/cni/bin/bridge', artifact: 'cni', member: 'bridge'};

test('Members come out with their sum and size, executable, and nothing else does', async t => {
	const [one, two] = [elf(62, 5_000_000), elf(62)];
	const {file, cache} = await archive(t, {bridge: one, 'deep/er/kubelet': two, other: elf(62)});
	const kubelet = {path: '/usr/local/bin/kubelet', artifact: 'cni', member: 'deep/er/kubelet'};
	const unpacked = await unpackBinaries(await fetched(file), [bridge, kubelet, bridge], cache);
	t.like(unpacked['/opt/cni/bin/bridge'], {sha256: sha256(one), size: one.length});
	t.is(sha256(await readFile(unpacked['/opt/cni/bin/bridge']!.file)), sha256(one));
	t.is(sha256(await readFile(unpacked['/usr/local/bin/kubelet']!.file)), sha256(two));
	t.is((await stat(unpacked['/opt/cni/bin/bridge']!.file)).mode & 0o777, 0o755);
	await t.throwsAsync(stat(path.join(path.dirname(unpacked['/opt/cni/bin/bridge']!.file), 'other')), {code: 'ENOENT'});
});

test('The second time nothing is unpacked, unless a file has changed', async t => {
	const content = elf(62);
	const {file, cache} = await archive(t, {bridge: content});
	const artifacts = await fetched(file);
	const first = await unpackBinaries(artifacts, [bridge], cache);
	const out = first[bridge.path]!.file;
	const before = await stat(out, {bigint: true});
	// An archive that cannot be read any more shows that it is not read.
	await writeFile(file, 'broken');
	t.deepEqual(await unpackBinaries(artifacts, [bridge], cache), first);
	const after = await stat(out, {bigint: true});
	t.deepEqual([after.ino, after.ctimeNs], [before.ino, before.ctimeNs]);

	await utimes(out, 1, 1);
	await reasonsOf(t, unpackBinaries(artifacts, [bridge], cache));
});

test('An artifact that is the executable itself is used as it is', async t => {
	const {put, cache} = await setting(t);
	const content = elf(62);
	const file = await put('runc.amd64', content);
	const binary = {path: '/usr/local/sbin/runc', artifact: 'runc'};
	t.deepEqual(await unpackBinaries(await fetched(file, 'runc'), [binary], cache), {
		'/usr/local/sbin/runc': {file, sha256: sha256(content), size: content.length},
	});
});

test('Another architecture is refused by its name, and so is what is no executable', async t => {
	const {file, cache} = await archive(t, {bridge: elf(183), portmap: '#!/bin/sh\nexit 0\n'});
	const portmap = {...bridge, path: '/opt/cni/bin/portmap', member: 'portmap'};
	const reasons = await reasonsOf(t, unpackBinaries(await fetched(file), [bridge, portmap], cache));
	t.deepEqual(
		reasons.map(({what, why}) => [what, why]),
		[
			['bridge', 'it is built for arm64, but the host is amd64'],
			['portmap', 'it is not a Linux executable (ELF)'],
		],
	);
	t.is((await reasonsOf(t, unpackBinaries(await fetched(file), [bridge], cache))).length, 1, 'also the second time');
});

test('A member that is missing or a link is named', async t => {
	const {file, cache, directory} = await archive(t, {real: elf(62)});
	await mkdir(path.join(directory, 'links'));
	await run('ln', ['-s', '/etc/passwd', path.join(directory, 'links/bridge')]);
	await run('tar', ['-czf', file, '-C', path.join(directory, 'links'), '.']);
	const portmap = {...bridge, member: 'portmap'};
	const reasons = await reasonsOf(t, unpackBinaries(await fetched(file), [bridge, portmap], cache));
	t.deepEqual(
		reasons.map(({what, why}) => [what, why]),
		[
			['bridge', 'it is a link or a directory, not a file'],
			['portmap', 'the archive has no such file'],
		],
	);
});

test('A broken archive is an error that names it, not a missing member', async t => {
	const {file, cache} = await archive(t, {bridge: elf(62)});
	const whole = await readFile(file);
	for (const content of [whole.subarray(0, whole.length / 2), body(5000)]) {
		await writeFile(file, content);
		const [reason] = await reasonsOf(t, unpackBinaries(await fetched(file), [bridge], cache));
		t.is(reason?.where, file);
		t.regex(reason!.why, /the archive cannot be read/);
	}
});

test('What was not fetched is named', async t => {
	const {cache} = await setting(t);
	t.like(await reasonsOf(t, unpackBinaries({}, [bridge], cache)), [{what: 'cni'}]);
});
