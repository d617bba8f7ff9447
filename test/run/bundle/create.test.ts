import {existsSync} from 'node:fs';
import {readFile, rm, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {wantedArtifacts} from '../../../source/catalog/releases.ts';
import {openBundle} from '../../../source/run/bundle/open-bundle.ts';
import {verifyBundle} from '../../../source/run/bundle/verify-bundle.ts';
import {fileServer} from '../../artifacts/file-server.ts';
import {imageArchive, pause, refusal, specOf, straw} from './bundle-setting.ts';

test('a bundle holds its lock file first, then what the spec needs, and any tar opens it', async t => {
	const {create, output, artifacts} = await straw(t);
	await create();
	const {stdout} = await execa('tar', ['-tf', output]);
	const names = stdout.split('\n');
	t.is(names.shift(), 'bundle.json');
	t.deepEqual(names, [
		'artifacts/dl.k8s.io/v1.37.1/kubernetes-server-linux-amd64.tar.gz',
		'artifacts/github.com/containerd/containerd/releases/download/v2.3.4/containerd-2.3.4-linux-amd64.tar.gz',
		'artifacts/github.com/containernetworking/plugins/releases/download/v1.9.1/cni-plugins-linux-amd64-v1.9.1.tgz',
		'artifacts/github.com/etcd-io/etcd/releases/download/v3.7.0/etcd-v3.7.0-linux-amd64.tar.gz',
		'artifacts/github.com/opencontainers/runc/releases/download/v1.4.3/runc.amd64',
		'images/pause.tar',
	]);
	const {stdout: runc} = await execa('tar', ['-xOf', output, names[4]!], {encoding: 'buffer', stripFinalNewline: false});
	t.deepEqual(Buffer.from(runc), await readFile(path.join(artifacts, 'runc.amd64')));

	await using bundle = await openBundle(output);
	t.like(bundle.lock, {format: 'kinstall/bundle-v1', kubernetes: 'v1.37.1', architectures: ['amd64']});
	t.like(bundle.lock.members.at(-1), {kind: 'image', version: '3.10.2', arch: 'amd64', references: [pause]});
	t.like(bundle.lock.members[4], {kind: 'artifact', version: '1.4.3', arch: 'amd64', size: 5000});
	await t.notThrowsAsync(verifyBundle(bundle));
});

test('the same input gives the same bytes, whenever its files were written', async t => {
	const {create, directory, artifacts, output} = await straw(t);
	await create();
	await utimes(path.join(artifacts, 'runc.amd64'), 1000, 1000);
	const other = path.join(directory, 'again.tar');
	await create(undefined, other);
	t.deepEqual(await readFile(other), await readFile(output));
	t.false(existsSync(`${other}.part`));
});

test('a spec that takes a bundle names its images beside cluster.yaml', async t => {
	const {create, directory} = await straw(t);
	const spec = specOf('{from: bundle, path: ./place.tar, sums: beside, images: [artifacts/images/pause.tar]}');
	// Before the official places are asked, as they would be here.
	await rm(path.join(directory, 'artifacts/images/pause.tar'));
	const reasons = await refusal(t, create(spec));
	t.deepEqual(reasons, ['artifacts/images/pause.tar: this image archive is not there']);
});

test('an image that no archive holds is named, and there is no file', async t => {
	const {create, artifacts, output, found} = await straw(t);
	const without = specOf('{from: folder, path: artifacts, sums: beside}');
	t.deepEqual(await refusal(t, create(without)), [`${pause}: no archive holds this image for amd64`]);
	await found('arm64');
	t.deepEqual(await refusal(t, create()), [`${pause}: no archive holds this image for arm64`]);
	await imageArchive(path.join(artifacts, 'images/pause.tar'), pause, 'arm64');
	await create();
	await using bundle = await openBundle(output);
	t.deepEqual(bundle.lock.architectures, ['arm64']);
});

test('an archive whose name a bundle cannot hold is refused before anything is fetched', async t => {
	const {create, artifacts, output} = await straw(t);
	await imageArchive(path.join(artifacts, 'images/my pause.tar'), pause, 'amd64');
	const spec = specOf('{from: folder, path: artifacts, sums: beside, images: [images/my pause.tar]}');
	const [reason] = await refusal(t, create(spec));
	t.regex(reason!, /my pause.tar: a bundle takes names of letters/);
	t.false(existsSync(output));
});

test('a create that failed goes on with what it has', async t => {
	const {create, directory, artifacts} = await straw(t);
	const server = await fileServer();
	t.teardown(() => server.close());
	const spec = specOf(`{from: mirror, url: "${server.url}", sums: beside, images: [artifacts/images/pause.tar]}`);
	const paths = wantedArtifacts(spec, 'amd64').map(({path}) => `/${path}`);
	for (const at of paths) {
		const name = at.split('/').at(-1)!;
		server.files.set(at, {body: await readFile(path.join(artifacts, name))});
		server.files.set(`${at}.sha256`, {body: await readFile(path.join(artifacts, `${name}.sha256`))});
	}
	const runc = paths.find(at => at.endsWith('runc.amd64'))!;
	const file = server.files.get(runc)!;
	server.files.delete(runc);
	t.regex((await refusal(t, create(spec)))[0]!, /^runc.amd64: /);
	server.files.set(runc, file);
	server.requests.length = 0;
	await create(spec);
	t.deepEqual(
		server.requests.filter(request => request.startsWith('GET') && !request.endsWith('.sha256')),
		[`GET ${runc}`],
	);
	t.true(existsSync(path.join(directory, 'made.tar')));
});

test('a missing artifact is named, and only a bundle is written over', async t => {
	const {create, artifacts, output} = await straw(t);
	await rm(path.join(artifacts, 'runc.amd64'));
	const [reason, ...others] = await refusal(t, create());
	t.regex(reason!, /^runc.amd64: /);
	t.true(others.every(other => other.startsWith('runc.amd64')));
	t.false(existsSync(output));
	await writeFile(output, 'something else');
	t.deepEqual(await refusal(t, create()), ['made.tar: there is a file already, and it is no bundle']);
	t.is(await readFile(output, 'utf8'), 'something else');
});

test('two archives of one name are refused', async t => {
	const {create, artifacts} = await straw(t);
	await imageArchive(path.join(artifacts, 'other/pause.tar'), 'nginx', 'amd64');
	const spec = specOf('{from: folder, path: artifacts, sums: beside, images: [images/pause.tar, other/pause.tar]}');
	t.deepEqual(await refusal(t, create(spec)), ['images/pause.tar: two image archives have this name']);
});
