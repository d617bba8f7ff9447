/** The images of a bundle in a registry: what travels, what they are called there, and what is said when the registry does not want them. */
import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {create} from 'tar';
import {pushedAs} from '../../../source/catalog/pushed-as.ts';
import {openRegistry} from '../../../source/run/registry/open-registry.ts';
import {pushImages} from '../../../source/run/registry/push-image.ts';
import {readImages} from '../../../source/run/registry/read-images.ts';
import type {RegistryError} from '../../../source/run/registry/registry-error.ts';
import {startRegistry} from './fake-registry.ts';

const sum = (text: string) => createHash('sha256').update(text).digest('hex');
let folder: string;

test.before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'kinstall-push-'));
});
test.after.always(() => rm(folder, {recursive: true, force: true}));

/** A docker-archive of one layer; with `own`, an OCI layout beside it that has a manifest of its maker's, as containerd exports it. */
const archive = async (name: string, arch: string, own = false, layer = `layer of ${arch}`) => {
	const place = path.join(folder, name);
	const config = JSON.stringify({architecture: arch, os: 'linux', rootfs: {type: 'layers', diff_ids: []}});
	const blobs = path.join(place, 'blobs/sha256');
	await mkdir(blobs, {recursive: true});
	for (const text of [config, layer]) await writeFile(path.join(blobs, sum(text)), text);
	const manifest = {
		config: {digest: `sha256:${sum(config)}`},
		layers: [{digest: `sha256:${sum(layer)}`}],
		annotations: {made: 'elsewhere'},
	};
	const text = JSON.stringify(manifest);
	const descriptor = {mediaType: 'application/vnd.docker.distribution.manifest.v2+json', digest: `sha256:${sum(text)}`, size: text.length};
	const elsewhere = {mediaType: descriptor.mediaType, digest: `sha256:${sum('of another processor')}`, size: 1};
	const index = JSON.stringify({schemaVersion: 2, manifests: [elsewhere, descriptor]});
	if (own) {
		await writeFile(path.join(blobs, sum(text)), text);
		await writeFile(path.join(place, 'index.json'), index);
	}
	const entry = {Config: `blobs/sha256/${sum(config)}`, RepoTags: ['registry.k8s.io/pause:3.9'], Layers: [`blobs/sha256/${sum(layer)}`]};
	await writeFile(path.join(place, 'manifest.json'), JSON.stringify([entry]));
	const file = path.join(folder, `${name}.tar`);
	await create({file, cwd: place}, ['.']);
	const unpacked = path.join(folder, `${name}-unpacked`);
	await mkdir(unpacked);
	return {images: await readImages(file, unpacked), text};
};

const open = (host: string, credentials?: string) => openRegistry({host, plainHttp: true, credentials}, {patience: 60_000});
const settings = {signal: new AbortController().signal, retry: {tries: 2, delay: 5, stall: 5000}};
const placed = {repository: 'k8s/pause', tag: '3.9'};

test('an image is pushed by its parts, and the second time none of them travels', async t => {
	const registry = await startRegistry({credentials: 'kinstall:word', tokens: true});
	t.teardown(registry.close);
	const {images} = await archive('one', 'amd64');
	const opened = open(registry.host, 'kinstall:word');
	t.like(await pushImages(opened, placed, images, settings), {blobs: 2, sent: 2});
	t.like(await pushImages(opened, placed, images, settings), {blobs: 2, sent: 0, bytes: 0});
	const {type, bytes} = registry.manifests.get('k8s/pause 3.9')!;
	t.is(type, 'application/vnd.oci.image.manifest.v1+json');
	const {config, layers} = JSON.parse(bytes.toString()) as {config: {digest: string}; layers: Array<{digest: string; mediaType: string}>};
	t.deepEqual([...registry.blobs.keys()].sort(), [config, ...layers].map(({digest}) => digest).sort());
	t.is(layers[0]!.mediaType, 'application/vnd.oci.image.layer.v1.tar');
	t.is(registry.heard.filter(line => line.startsWith('PUT') && line.includes('/blobs/')).length, 2);
});

test('a manifest of its maker keeps its digest', async t => {
	const {images, text} = await archive('own', 'amd64', true);
	t.is(images[0]!.manifest.toString(), text);
	t.is(images[0]!.mediaType, 'application/vnd.docker.distribution.manifest.v2+json');
});

test('one name for two processors is that of both', async t => {
	const registry = await startRegistry();
	t.teardown(registry.close);
	const images = [...(await archive('amd', 'amd64')).images, ...(await archive('arm', 'arm64')).images];
	await pushImages(open(registry.host), placed, images, settings);
	const {manifests} = JSON.parse(registry.manifests.get('k8s/pause 3.9')!.bytes.toString()) as {
		manifests: Array<{digest: string; platform: {architecture: string}}>;
	};
	t.deepEqual(
		manifests.map(({digest, platform}) => [digest, platform.architecture]),
		images.map(({digest, arch}) => [digest, arch]),
	);
	for (const {digest} of images) t.true(registry.manifests.has(`k8s/pause ${digest}`));
});

test('a registry that takes nothing is named with its own words', async t => {
	const registry = await startRegistry({readOnly: true});
	t.teardown(registry.close);
	const {images} = await archive('refused', 'amd64');
	const error = (await t.throwsAsync(pushImages(open(registry.host), placed, images, settings))) as RegistryError;
	t.deepEqual([error.trouble, error.detail], ['forbidden', '403: it is read-only']);
});

/** Some megabytes, more than a connection holds. */
const large = 'a long layer '.repeat(400_000);
const shortly = (heard: readonly string[], digest: string) =>
	heard
		.filter(line => line.includes('uploads/') || line.includes(digest))
		.map(line =>
			line
				.replace(/ .*\/blobs\/uploads\//, ' upload ')
				.replace(/ .*\/blobs\/.*/, ' blob')
				.replace(/[&?]digest=.*/, ''),
		);

test('a layer that is cut goes on where the registry has it', async t => {
	const registry = await startRegistry();
	t.teardown(registry.close);
	const {images} = await archive('cut', 'amd64', false, large);
	const [config, layer] = images[0]!.blobs;
	await pushImages(open(registry.host), placed, [{...images[0]!, blobs: [config!]}], settings);
	registry.heard.length = 0;
	registry.cuts.push(1_000_000, 1_000_000);
	t.like(await pushImages(open(registry.host), placed, images, settings), {blobs: 2, sent: 1, bytes: large.length});
	t.is(registry.blobs.get(layer!.digest)!.toString(), large);
	t.deepEqual(
		shortly(registry.heard, layer!.digest).map(line => line.replace(/\d{7}/, 'N')),
		[
			['HEAD blob', 'POST upload ', 'PUT upload 2?state=0'],
			['HEAD blob', 'GET upload 2?state=0', 'PUT upload 2?state=N'],
			['HEAD blob', 'GET upload 2?state=N', 'PUT upload 2?state=N'],
		].flat(),
	);
});

test('where a registry forgets what it has, the layer begins again; and it does not for ever', async t => {
	const registry = await startRegistry({forgetful: true});
	t.teardown(registry.close);
	const {images} = await archive('forgotten', 'amd64', false, large);
	registry.cuts.push(1_000_000);
	await pushImages(open(registry.host), placed, images, settings);
	const {digest} = images[0]!.blobs[1]!;
	t.is(registry.blobs.get(digest)!.toString(), large);
	registry.blobs.clear();
	registry.heard.length = 0;
	registry.cuts.push(1, 1, 1, 1);
	const error = (await t.throwsAsync(pushImages(open(registry.host), placed, images, settings))) as RegistryError;
	t.is(error.trouble, 'other');
	t.is(registry.heard.filter(line => line.startsWith('PUT') && line.includes(encodeURIComponent(digest))).length, settings.retry.tries);
});

test('an image is called there as nodes look for it', t => {
	const at = (reference: string) => pushedAs({host: 'r.example:5000', paths: {'docker.io': 'hub'}}, reference);
	t.deepEqual(at('registry.k8s.io/pause:3.9'), {repository: 'pause', tag: '3.9'});
	t.deepEqual(at('nginx'), {repository: 'hub/library/nginx', tag: 'latest'});
	t.deepEqual(at('r.example:5000/team/app:1'), {repository: 'team/app', tag: '1'});
	t.is(at(`ghcr.io/a/b@sha256:${sum('x')}`), undefined);
});
