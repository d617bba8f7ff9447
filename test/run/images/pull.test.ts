/** Images out of a registry on loopback; test/hosts/registry.test.ts does it with a real one. */
import {rmSync} from 'node:fs';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {list} from 'tar';
import {ArtifactError} from '../../../source/run/artifacts/artifact-error.ts';
import {readImageArchive} from '../../../source/run/artifacts/image-archive.ts';
import {pullImages} from '../../../source/run/images/pull-images.ts';
import {registryServer} from './registry-server.ts';

type Wish = Parameters<typeof registryServer>[0];

const noRegistries = {registries: [], credentials: {}, authorities: {}};

const setting = async (t: ExecutionContext, wish?: Wish) => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-images-'));
	const registry = await registryServer(wish);
	t.teardown(async () => {
		await registry.close();
		await rm(directory, {recursive: true, force: true});
	});
	const pull = async (target: string, arch = 'amd64', cache = 'cache') =>
		pullImages([{reference: `${registry.host}/team/app${target}`, arch}], noRegistries, {
			directory,
			cache: path.join(directory, cache),
			env: {},
			retry: {tries: 2, delay: 5, stall: 20_000},
		});
	const refused = async (attempt: Promise<unknown>) => {
		const error = await t.throwsAsync(attempt, {instanceOf: ArtifactError});
		return error!.reasons.map(({what, why}) => `${what.replace(registry.host, 'HOST')}: ${why}`);
	};
	const blobsIn = async (cache: string) => (await readdir(path.join(directory, cache, 'files'))).filter(name => name.startsWith('sha256-'));
	return {directory, registry, pull, refused, blobsIn};
};

const index = (manifests: readonly object[]) => ({schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests});

test('of an index the image of one architecture goes into an archive that says its name', async t => {
	const {registry, pull, refused} = await setting(t);
	const [amd64, arm64] = ['amd64', 'arm64'].map(architecture => ({
		...registry.keepImage(architecture),
		platform: {os: 'linux', architecture},
	}));
	registry.keepManifest(index([amd64!, arm64!]), '1.2');
	const [image] = await pull(':1.2', 'arm64');
	t.deepEqual(await readImageArchive(image!.file), {references: [`${registry.host}/team/app:1.2`], arch: 'arm64'});
	const names: string[] = [];
	await list({file: image!.file, onReadEntry: entry => void names.push(entry.path)});
	t.is(names.length, 7);
	t.true(names.includes(`blobs/${arm64!.digest.replace(':', '/')}`));
	t.false(names.includes(`blobs/${amd64!.digest.replace(':', '/')}`));
	t.regex(path.basename(image!.file), /^127\.0\.0\.1_\d+_team_app_1\.2_arm64\.tar$/);
	t.deepEqual(await refused(pull(':1.2', 's390x')), ['HOST/team/app:1.2: its registry has it for other platforms, not for linux/s390x']);
});

test('the same image gives the same bytes, and what is here does not travel again', async t => {
	const {registry, pull, blobsIn} = await setting(t);
	registry.keepImage('amd64', '1.0');
	const [first] = await pull(':1.0');
	const blobs = () => registry.requests.filter(line => line.includes('/blobs/')).length;
	t.is(blobs(), 3);
	t.deepEqual(await blobsIn('cache'), [], 'the archive holds them');
	const [again] = await pull(':1.0');
	t.is(again!.file, first!.file);
	t.is(blobs(), 3);
	const [elsewhere] = await pull(':1.0', 'amd64', 'other');
	t.deepEqual(await readFile(elsewhere!.file), await readFile(first!.file));
});

test('a layer that is cut off goes on where it was', async t => {
	const {registry, pull} = await setting(t);
	registry.keepImage('amd64', '1.0');
	registry.cuts.push(1000, 10_000);
	await t.notThrowsAsync(pull(':1.0'));
	t.true(
		registry.requests.some(line => / bytes=11000-$/.test(line)),
		registry.requests.join('\n'),
	);
});

test('what has arrived of images waits for the next attempt when one of them cannot be had', async t => {
	const {registry, pull, refused, blobsIn} = await setting(t);
	registry.keepImage('amd64', '1.0');
	const blob = [...registry.kept.keys()].findLast(key => key.includes('/blobs/'))!;
	const last = registry.kept.get(blob)!;
	registry.kept.delete(blob);
	t.deepEqual(await refused(pull(':1.0')), ['HOST/team/app:1.0: the server answered 404']);
	t.is((await blobsIn('cache')).length, 2);
	registry.kept.set(blob, last);
	registry.requests.length = 0;
	await t.notThrowsAsync(pull(':1.0'));
	t.deepEqual(
		registry.requests.filter(line => line.includes('/blobs/')),
		[`GET ${blob}`],
	);
});

test('blobs that another run with the same cache takes away meanwhile come once more', async t => {
	const {registry, pull, directory} = await setting(t);
	registry.keepImage('amd64', '1.0');
	const {kept, requests} = registry;
	const last = [...kept.keys()].findLast(key => key.includes('/blobs/'))!;
	const found = kept.get.bind(kept);
	kept.get = key => {
		if (key === last && !requests.slice(0, -1).some(line => line.includes(last)))
			rmSync(path.join(directory, 'cache/files'), {recursive: true});
		return found(key);
	};
	const [image] = await pull(':1.0');
	t.is((await readImageArchive(image!.file)).arch, 'amd64');
	t.true(requests.filter(line => line.includes('/blobs/')).length > 3, requests.join('\n'));
});

test('by digest, it is that image or none', async t => {
	const {registry, pull, refused} = await setting(t);
	const {digest} = registry.keepImage('amd64');
	const [image] = await pull(`@${digest}`);
	t.deepEqual((await readImageArchive(image!.file)).references, [`${registry.host}/team/app@${digest}`]);
	const other = registry.keepImage('amd64');
	registry.kept.set(`/v2/team/app/manifests/${digest}`, registry.kept.get(`/v2/team/app/manifests/${other.digest}`)!);
	t.deepEqual(await refused(pull(`@${digest}`)), [
		`HOST/team/app@${digest}: its registry gave another manifest for ${digest}: ${other.digest}`,
	]);
});

test('a layer with other bytes is refused', async t => {
	const {registry, pull, refused} = await setting(t);
	registry.keepImage('amd64', '1.0');
	const blob = [...registry.kept.keys()].findLast(key => key.includes('/blobs/'))!;
	registry.kept.get(blob)!.bytes[5]! ^= 1;
	const [why] = await refused(pull(':1.0'));
	t.regex(why ?? '', /^HOST\/team\/app:1\.0: wrong sha256: /);
});

test('a token opens what anybody may have; a password is said', async t => {
	const {registry, pull} = await setting(t, {token: 'of-the-moment'});
	registry.keepImage('amd64', '1.0');
	await t.notThrowsAsync(pull(':1.0'));
	t.true(registry.requests.includes('GET /token?service=here&scope=repository%3Ateam%2Fapp%3Apull'));
	const closed = await setting(t, {credentials: 'kinstall:word'});
	t.deepEqual(await closed.refused(closed.pull(':1.0')), ['HOST/team/app:1.0: it wants credentials (401)']);
});

test('all that cannot be had is said at once', async t => {
	const {registry, refused} = await setting(t);
	const images = ['one', 'two'].map(name => ({reference: `${registry.host}/team/${name}:1.0`, arch: 'amd64'}));
	const attempt = pullImages(images, noRegistries, {directory: tmpdir(), cache: tmpdir(), env: {}, retry: {tries: 1}});
	t.deepEqual(
		await refused(attempt),
		['one', 'two'].map(name => `HOST/team/${name}:1.0: it does not have it (404)`),
	);
});

test('what a registry keeps elsewhere is fetched there, and nothing that opens the registry gets there', async t => {
	const storage = await setting(t);
	const {registry, pull} = await setting(t, {token: 'of-the-moment', storage: `http://${storage.registry.host}`});
	registry.keepImage('amd64', '1.0');
	for (const [key, kept] of registry.kept) storage.registry.kept.set(key, kept);
	await t.notThrowsAsync(pull(':1.0'));
	t.is(storage.registry.requests.length, 3);
	t.deepEqual([...new Set(storage.registry.authorizations)], [undefined]);
});
