import {readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {fullReference} from '../../../source/catalog/image-reference.ts';
import {wantedArtifacts} from '../../../source/catalog/releases.ts';
import {fetchArtifacts} from '../../../source/run/artifacts/fetch-artifacts.ts';
import {refuseUnfit, takeBundle} from '../../../source/run/bundle/take-bundle.ts';
import {imageArchive, pause, refusal, specOf, straw} from './bundle-setting.ts';

const offline = specOf('{from: bundle, path: made.tar, sums: beside}');
const artifacts = wantedArtifacts(offline, 'amd64');

test('an install takes artifacts and images out of the bundle once, each checked', async t => {
	const {create, folder, cache, directory} = await straw(t);
	await create();
	const {sources, images} = await takeBundle(offline, folder, artifacts, {cache});
	const fetched = await fetchArtifacts(artifacts, sources, {directory, cache, allowUnpinned: true});
	const runc = fetched['runc-amd64']!;
	t.deepEqual(await readFile(runc.file), await readFile(path.join(directory, 'artifacts/runc.amd64')));
	t.deepEqual(
		images.map(({references}) => references),
		[[pause]],
	);
	const before = (await stat(runc.file)).ino;
	await takeBundle(offline, folder, artifacts, {cache});
	t.is((await stat(runc.file)).ino, before);
	// One that somebody changed is taken anew.
	await writeFile(runc.file, 'changed');
	await takeBundle(offline, folder, artifacts, {cache});
	t.is((await stat(runc.file)).size, 5000);
});

test('published sums count in a bundle, too', async t => {
	const {create, folder, cache, directory} = await straw(t);
	await create();
	const spec = specOf('{from: bundle, path: made.tar}');
	const pinned = artifacts.map(artifact => ({
		...artifact,
		sum: {algorithm: 'sha256' as const, value: 'f'.repeat(64), source: 'https://example.test/SUMS'},
	}));
	const {sources} = await takeBundle(spec, folder, pinned, {cache});
	const reasons = await refusal(t, fetchArtifacts(pinned, sources, {directory, cache}));
	t.is(reasons.length, artifacts.length);
	t.true(reasons.every(reason => reason.includes('wrong sha256')));
});

test('another version, another architecture, and all that is lacking are told before a host is asked', async t => {
	const {create, folder, found} = await straw(t);
	await create();
	const refused = (artifacts: string, kubernetes?: string) => refusal(t, refuseUnfit(specOf(artifacts, kubernetes), folder));
	await t.notThrowsAsync(refuseUnfit(offline, folder));
	t.deepEqual(await refused('{from: bundle, path: made.tar}', 'v1.36.3'), [
		'Kubernetes: the bundle is for v1.37.1, but cluster.yaml says v1.36.3',
	]);
	t.deepEqual(await refused('{from: bundle, path: made.tar, images: [images/app.tar]}'), [
		'images/app.tar: artifacts.images names it, but the bundle does not hold it',
	]);
	await found('arm64');
	t.deepEqual(await refused('{from: bundle, path: made.tar}'), ['arm64: the bundle is for amd64, but there are hosts with arm64']);
	await found('amd64');
	const withDns = {...offline, dns: {...offline.dns, kind: 'coredns' as const}};
	t.deepEqual(await refusal(t, refuseUnfit(withDns, folder)), [
		'registry.k8s.io/coredns/coredns:v1.14.6: the bundle does not hold this image for amd64',
	]);
});

test('an image of the person travels along', async t => {
	const {create, folder, cache, artifacts: place} = await straw(t);
	await imageArchive(path.join(place, 'images/app.tar'), 'app', 'amd64');
	await create(specOf('{from: folder, path: artifacts, sums: beside, images: [images/pause.tar, images/app.tar]}'));
	const {images} = await takeBundle(offline, folder, artifacts, {cache});
	t.deepEqual(images.flatMap(({references}) => references).sort(), ['docker.io/library/app:latest', pause]);
});

test('references are what containerd calls them', t => {
	const digest = `sha256:${'a'.repeat(64)}`;
	for (const [given, full] of [
		['nginx', 'docker.io/library/nginx:latest'],
		['team/nginx:1', 'docker.io/team/nginx:1'],
		['docker.io/nginx:1', 'docker.io/library/nginx:1'],
		['localhost/nginx', 'localhost/nginx:latest'],
		['registry:5000/nginx', 'registry:5000/nginx:latest'],
		['registry.k8s.io/pause:3.10.2', 'registry.k8s.io/pause:3.10.2'],
		[`registry.k8s.io/pause:3.10.2@${digest}`, `registry.k8s.io/pause@${digest}`],
	] as const)
		t.is(fullReference(given), full);
});
