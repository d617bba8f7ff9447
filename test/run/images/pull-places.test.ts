/** Which registries an image is asked of, in which order, with what opens them, and what is said of those that do not give it. */
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {nameOf} from '../../../source/catalog/image-reference.ts';
import {pulledFrom} from '../../../source/catalog/pulled-from.ts';
import {ArtifactError} from '../../../source/run/artifacts/artifact-error.ts';
import {pullImages} from '../../../source/run/images/pull-images.ts';
import type {RegistrySpec} from '../../../source/spec/types.ts';
import {makeAuthority} from '../registry/fake-registry.ts';
import {registryServer} from './registry-server.ts';

const opens = 'kinstall:a-password';
let own: {key: string; cert: string};
let other: {key: string; cert: string};

test.before(async () => {
	own = await makeAuthority();
	other = await makeAuthority();
});

const row = (host: string, more: Partial<RegistrySpec> = {}): RegistrySpec => ({
	host,
	mirrorOf: [],
	paths: {},
	plainHttp: false,
	onNodes: true,
	...more,
});

/** A registry, and a mirror of it with TLS and a password, that has its images below `k8s`. */
const setting = async (t: ExecutionContext) => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-places-'));
	const upstream = await registryServer();
	const mirror = await registryServer({credentials: opens, tls: own});
	mirror.of('k8s/team/app');
	t.teardown(async () => {
		await upstream.close();
		await mirror.close();
		await rm(directory, {recursive: true, force: true});
	});
	const {host} = mirror;
	const files = {ca: './registry-ca.crt', credentials: './registry-credentials'};
	const registries = [row(host, {mirrorOf: [upstream.host], paths: {[upstream.host]: 'k8s'}, ...files})];
	const heard: string[] = [];
	const named = (text: string) => text.replaceAll(upstream.host, 'UPSTREAM').replaceAll(host, 'MIRROR');
	const pull = async (tags: readonly string[], {credentials = opens, authority = own.cert} = {}) =>
		pullImages(
			tags.map(tag => ({reference: `${upstream.host}/team/app:${tag}`, arch: 'amd64'})),
			{registries, credentials: {[host]: credentials}, authorities: {[host]: authority}},
			{
				directory,
				cache: path.join(directory, 'cache'),
				env: {},
				retry: {tries: 2, delay: 5, stall: 20_000},
				onPassedOver: ({where, why}) => heard.push(named(`${where}: ${why}`)),
			},
		);
	const refused = async (attempt: Promise<unknown>) => {
		const error = await t.throwsAsync(attempt, {instanceOf: ArtifactError});
		return error!.reasons.map(({what, where, why}) => named(`${what} at ${where}: ${why}`));
	};
	return {upstream, mirror, pull, refused, heard};
};

test('a mirror is asked first, with its authority, its password and its path', async t => {
	const {upstream, mirror, pull, heard} = await setting(t);
	mirror.keepImage('amd64', '1.0');
	const [image] = await pull(['1.0']);
	t.deepEqual(image!.references, [`${upstream.host}/team/app:1.0`]);
	t.deepEqual(upstream.requests, []);
	t.is(mirror.requests[0], 'GET /v2/k8s/team/app/manifests/1.0');
	t.deepEqual(heard, []);
});

test('what the mirror does not have comes from the registry itself, which gets no password of the mirror', async t => {
	const {upstream, pull, heard} = await setting(t);
	upstream.keepImage('amd64', '1.0');
	await t.notThrowsAsync(pull(['1.0']));
	t.deepEqual([...new Set(upstream.authorizations)], [undefined]);
	t.deepEqual(heard, [], 'a mirror need not have every image');
});

test('of a mirror that something is wrong with the person hears, and a certificate is tried once', async t => {
	for (const [wrong, why, asked] of [
		[{authority: other.cert}, 'its certificate is not signed by the authority in ./registry-ca.crt', 1],
		[{credentials: 'kinstall:wrong'}, 'it does not take the credentials of ./registry-credentials (401)', 2],
	] as const) {
		const {upstream, pull, heard} = await setting(t);
		for (const tag of ['1.0', '2.0']) upstream.keepImage('amd64', tag);
		await t.notThrowsAsync(pull(['1.0', '2.0'], wrong));
		t.deepEqual(
			heard,
			Array.from({length: asked}, () => `https://MIRROR/v2/k8s/team/app: ${why}`),
		);
	}
});

test('an image that is nowhere is named with each place that was asked, and why it has none', async t => {
	const {upstream, mirror, pull, refused} = await setting(t);
	t.deepEqual(await refused(pull(['1.0'])), [
		'UPSTREAM/team/app:1.0 at https://MIRROR/v2/k8s/team/app: it does not have it (404)',
		'UPSTREAM/team/app:1.0 at http://UPSTREAM/v2/team/app: it does not have it (404)',
	]);
	const wrong = 'its certificate is not signed by the authority in ./registry-ca.crt';
	t.deepEqual(
		await refused(pull(['1.0', '2.0'], {authority: other.cert})),
		['1.0', '2.0'].flatMap(tag => [
			`UPSTREAM/team/app:${tag} at https://MIRROR/v2/k8s/team/app: ${wrong}`,
			`UPSTREAM/team/app:${tag} at http://UPSTREAM/v2/team/app: it does not have it (404)`,
		]),
	);
	await upstream.close();
	await mirror.close();
	t.deepEqual(await refused(pull(['1.0'])), [
		'UPSTREAM/team/app:1.0 at https://MIRROR/v2/k8s/team/app: nothing listens there',
		'UPSTREAM/team/app:1.0 at http://UPSTREAM/v2/team/app: nothing listens there',
	]);
});

test('wrong bytes of a mirror are told, and the right ones come from the registry itself', async t => {
	const {upstream, mirror, pull, heard} = await setting(t);
	const {digest} = mirror.keepImage('amd64', '1.0');
	for (const [key, {bytes, type}] of mirror.kept) upstream.kept.set(key.replace('/k8s/', '/'), {bytes: Buffer.from(bytes), type});
	const blob = [...mirror.kept.keys()].findLast(key => key.includes('/blobs/'))!;
	mirror.kept.get(blob)!.bytes[5]! ^= 1;
	const [image] = await pull(['1.0']);
	t.true(image!.file.includes(digest.replace(':', '-')));
	t.is(heard.length, 1);
	t.regex(heard[0]!, /^https:\/\/MIRROR\/v2\/k8s\/team\/app\/blobs\/\S+: wrong sha256: /);
});

test.serial('the HTTP proxy is the way to registries, but not to those that are asked directly', async t => {
	const {upstream, mirror, refused} = await setting(t);
	const tunnels: string[] = [];
	const proxy = createServer().on('connect', ({url}, socket) => {
		tunnels.push(url ?? '');
		socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	});
	await once(proxy.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		proxy.closeAllConnections();
		proxy.close();
	});
	const address = `http://kinstall:word@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	const registries = [row(mirror.host, {mirrorOf: ['r.invalid']})];
	const attempt = pullImages(
		['1.0', '2.0'].map(tag => ({reference: `r.invalid/team/app:${tag}`, arch: 'amd64'})),
		{registries, credentials: {[mirror.host]: opens}, authorities: {[mirror.host]: own.cert}},
		{
			directory: tmpdir(),
			cache: tmpdir(),
			env: {HTTPS_PROXY: address, NO_PROXY: '127.0.0.0/8'},
			retry: {tries: 3, delay: 5, stall: 20_000},
		},
	);
	t.deepEqual(
		await refused(attempt),
		['1.0', '2.0'].flatMap(tag => [
			`r.invalid/team/app:${tag} at https://MIRROR/v2/team/app: it does not have it (404)`,
			`r.invalid/team/app:${tag} at https://r.invalid/v2/team/app: the HTTP proxy on the way to it makes no connection (403)`,
		]),
	);
	t.deepEqual(tunnels, ['r.invalid:443']);
	t.is(upstream.requests.length, 0);
});

test('places are those that a node asks, in its order', t => {
	const from = (reference: string, registries: readonly RegistrySpec[] = []) =>
		pulledFrom({registries}, nameOf(reference)).map(
			({host, plainHttp, repository, own}) => `${plainHttp ? 'http' : 'https'}://${host}/${repository}${own === undefined ? '' : ' own'}`,
		);
	t.deepEqual(from('docker.io/library/nginx:1.29'), ['https://registry-1.docker.io/library/nginx']);
	t.deepEqual(from('localhost:5000/app:1'), ['http://localhost:5000/app']);
	t.deepEqual(from('localhost.example:5000/app:1'), ['https://localhost.example:5000/app']);
	const mirror = row('r.example:5000', {mirrorOf: ['docker.io', 'registry.k8s.io'], paths: {'docker.io': 'hub'}});
	const second = row('plain.example', {mirrorOf: ['registry.k8s.io'], plainHttp: true});
	t.deepEqual(from('docker.io/library/nginx:1.29', [mirror, second]), [
		'https://r.example:5000/hub/library/nginx own',
		'https://registry-1.docker.io/library/nginx',
	]);
	t.deepEqual(from('registry.k8s.io/pause:3.9', [mirror, second]), [
		'https://r.example:5000/pause own',
		'http://plain.example/pause own',
		'https://registry.k8s.io/pause',
	]);
	t.deepEqual(from('plain.example/team/app:1', [mirror, second]), ['http://plain.example/team/app own']);
	// An account at Docker Hub: its own registry by the name that it answers to.
	const hub = row('registry-1.docker.io', {mirrorOf: ['docker.io']});
	t.deepEqual(from('docker.io/library/nginx:1.29', [hub]), ['https://registry-1.docker.io/library/nginx own']);
	t.deepEqual(nameOf('reg.example:5000/a/b@sha256:00'), {registry: 'reg.example:5000', repository: 'a/b', target: 'sha256:00'});
});
