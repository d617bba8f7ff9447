/** Whether a registry lets somebody in, and why not: asked directly, and through a connection that a host makes. */
import {once} from 'node:events';
import {createServer} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import {type AddressInfo, connect as dial, createServer as listen} from 'node:net';
import type {Duplex} from 'node:stream';
import test from 'ava';
import {askRegistries} from '../../../scripts/lib/ask-registries.ts';
import {dialFrom} from '../../../scripts/lib/dial-from.ts';
import type {Shell} from '../../../scripts/lib/shell.ts';
import {asResponse} from '../../../source/run/registry/as-response.ts';
import {type Access, greet, openRegistry} from '../../../source/run/registry/open-registry.ts';
import type {RegistryError} from '../../../source/run/registry/registry-error.ts';
import type {Way} from '../../../source/run/registry/send.ts';
import {readChallenges} from '../../../source/run/registry/token.ts';
import type {Host} from '../../../source/spec/types.ts';
import {specOf} from '../../spec/spec-text.ts';
import {makeAuthority, startRegistry} from './fake-registry.ts';

const sockets: Duplex[] = [];
const connect = dialFrom({name: 'node1', local: true} as Host);
const opens = 'kinstall:a-password';
let own: {key: string; cert: string};
let other: {key: string; cert: string};

test.before(async () => {
	own = await makeAuthority();
	other = await makeAuthority();
});

test.after.always(() => {
	for (const socket of sockets) socket.destroy();
});

/** `ok`, or what is wrong. */
const said = async (access: Access, way: Partial<Way>): Promise<string> =>
	greet(openRegistry(access, {patience: 5000, ...way})).then(
		() => 'ok',
		({trouble, detail}: RegistryError) => (trouble === 'credentials' ? `${trouble} ${detail}` : trouble),
	);

test('TLS and credentials are right or named, from here and from a host', async t => {
	const registry = await startRegistry({tls: own, credentials: opens});
	t.teardown(registry.close);
	const {host} = registry;
	for (const way of [{}, {connect}]) {
		const ask = (credentials: string | undefined, cert = own.cert) => said({host, plainHttp: false, credentials}, {...way, ca: [cert]});
		t.is(await ask(opens), 'ok');
		t.is(await ask('kinstall:wrong'), 'credentials 401: authentication required');
		t.is(await ask(undefined), 'credentials 401: authentication required');
		t.is(await ask(opens, other.cert), 'authority');
		t.is(await said({host, plainHttp: false, credentials: opens}, {...way, ca: []}), 'authority');
		t.is(
			await said({host: host.replace('127.0.0.1', 'localhost'), plainHttp: false, credentials: opens}, {...way, ca: [own.cert]}),
			'name',
		);
	}
});

test('tokens are fetched for the credentials', async t => {
	const registry = await startRegistry({tls: own, credentials: opens, tokens: true});
	t.teardown(registry.close);
	const {host} = registry;
	const opened = openRegistry({host, plainHttp: false, credentials: opens}, {ca: [own.cert], connect, patience: 5000});
	await greet(opened);
	t.true(opened.wantsTokens());
	t.is(await said({host, plainHttp: false, credentials: 'kinstall:wrong'}, {ca: [own.cert]}), 'credentials 401');
});

test('what is no registry, has no TLS, or is not there is told apart', async t => {
	const page = createServer((_, response) => response.writeHead(404).end('nothing here'));
	await once(page.listen(0, '127.0.0.1'), 'listening');
	const mute = listen(socket => sockets.push(socket));
	await once(mute.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		page.closeAllConnections();
		page.close();
		mute.close();
	});
	const at = (server: {address: () => unknown}) => `127.0.0.1:${(server.address() as AddressInfo).port}`;
	for (const way of [{}, {connect}]) {
		t.is(await said({host: at(page), plainHttp: true}, way), 'answers');
		t.is(await said({host: at(page), plainHttp: false}, way), 'noTls');
		t.is(await said({host: '127.0.0.1:1', plainHttp: false}, way), 'refused');
		t.is(await said({host: at(mute), plainHttp: true}, {...way, patience: 300}), 'silent');
	}
});

test('a host asks as its containerd would: directly, or through the HTTP proxy', async t => {
	const registry = await startRegistry({tls: own});
	const tunnels: string[] = [];
	const proxy = createServer();
	proxy.on('connect', (request, socket) => {
		sockets.push(socket);
		tunnels.push(`${request.url} ${request.headers['proxy-authorization']}`);
		if (request.url !== registry.host) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		socket.write('HTTP/1.1 200 OK\r\n\r\n');
		const to = dial(registry.port, '127.0.0.1');
		sockets.push(to);
		socket.pipe(to).pipe(socket);
	});
	await once(proxy.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		registry.close();
		proxy.closeAllConnections();
		proxy.close();
	});
	const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	const asked = async (no: string, host: string) => {
		const spec = specOf(`apiVersion: kinstall/v1
name: demo
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts: [{name: node1, address: 10.0.0.11, roles: [control-plane, etcd]}]
httpProxy: {http: "${url}", no: [${no}]}
registries: [{host: "${host}"}]
`);
		const $ = (async () => ({stdout: ''})) as unknown as Shell;
		return askRegistries(spec, {credentials: {}, authorities: {[host]: own.cert}, proxy: opens}, $, connect);
	};
	// What is on the machine itself is never asked by way of the proxy.
	t.deepEqual(await asked('', registry.host), {});
	t.deepEqual(tunnels, []);
	t.like(await asked('', 'r.example:5000'), {'r.example:5000': {trouble: 'answers', detail: `${url}: 403`}});
	t.deepEqual(tunnels, [`r.example:5000 Basic ${Buffer.from(opens).toString('base64')}`]);
	t.like(await asked('.invalid', 'r.invalid:5000'), {'r.invalid:5000': {trouble: 'unknown'}});
	t.is(tunnels.length, 1);
});

test('who waits for the bytes of an answer ends it, with a reason of their own', async t => {
	const slow = createServer((_, response) => response.writeHead(200).write('begun'));
	await once(slow.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		slow.closeAllConnections();
		slow.close();
	});
	const stop = new AbortController();
	const registry = openRegistry({host: `127.0.0.1:${(slow.address() as AddressInfo).port}`, plainHttp: true}, {patience: 1});
	const {body} = asResponse(await registry.open('/v2/', {method: 'GET', signal: stop.signal}), stop.signal);
	const reader = body!.getReader();
	t.is(Buffer.from((await reader.read()).value!).toString(), 'begun');
	stop.abort(new Error('enough'));
	const error = await t.throwsAsync(reader.read());
	t.is((error!.cause as Error).message, 'enough');
});

test('an address elsewhere gets no credentials of ours, also when it asks for some', async t => {
	const elsewhere = await startRegistry({credentials: opens, tokens: true});
	const registry = createServer((_, response) => response.writeHead(307, {location: `http://${elsewhere.host}/v2/`}).end());
	await once(registry.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		elsewhere.close();
		registry.closeAllConnections();
		registry.close();
	});
	const host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
	t.is(await said({host, plainHttp: true, credentials: opens}, {}), 'credentials 401');
	t.deepEqual(elsewhere.heard, ['GET /v2/', 'GET /token?service=fake']);
	t.is(await said({host: elsewhere.host, plainHttp: true, credentials: opens}, {}), 'ok');
});

test('challenges are read as they are written', t => {
	t.deepEqual(readChallenges('Bearer realm="https://a.example/t?x=1,2",service="r",scope="repository:a/b:pull,push"'), [
		{scheme: 'bearer', parameters: {realm: 'https://a.example/t?x=1,2', service: 'r', scope: 'repository:a/b:pull,push'}},
	]);
	t.deepEqual(
		readChallenges('Basic realm="r", Bearer realm="b"').map(({scheme}) => scheme),
		['basic', 'bearer'],
	);
});

test('a password goes to nobody in the clear who gives out tokens', async t => {
	const tokens = await startRegistry({credentials: opens, tokens: true});
	const realm = `http://${tokens.host.replace('127.0.0.1', 'localhost')}/token`;
	const registry = createSecureServer(own, (_, response) => response.writeHead(401, {'www-authenticate': `Bearer realm="${realm}"`}).end());
	await once(registry.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		tokens.close();
		registry.closeAllConnections();
		registry.close();
	});
	const host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
	const opened = openRegistry({host, plainHttp: false, credentials: opens}, {ca: [own.cert], patience: 5000});
	const {detail} = (await t.throwsAsync(greet(opened))) as RegistryError;
	t.true(detail?.includes(realm), detail);
	t.deepEqual(tokens.heard, []);
});

test('what is asked with TLS is not taken without it, but for blobs, which have sums', async t => {
	const elsewhere = createServer((_, response) => response.end('anybody'));
	await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
	const plain = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
	const registry = createSecureServer(own, ({url}, response) => response.writeHead(307, {location: `${plain}${url}`}).end());
	await once(registry.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		for (const server of [elsewhere, registry]) {
			server.closeAllConnections();
			server.close();
		}
	});
	const opened = openRegistry(
		{host: `127.0.0.1:${(registry.address() as AddressInfo).port}`, plainHttp: false},
		{ca: [own.cert], patience: 5000},
	);
	const ask = (place: string) => opened.ask(place, {method: 'GET'});
	const {trouble, detail} = (await t.throwsAsync(ask('/v2/app/manifests/1.0'))) as RegistryError;
	t.deepEqual([trouble, detail], ['answers', `307: ${plain}/v2/app/manifests/1.0`]);
	t.is((await ask('/v2/app/blobs/sha256:0')).bytes.toString(), 'anybody');
});
