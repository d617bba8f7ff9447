/** Downloads by way of an HTTP proxy, against a real one on loopback. */
import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {proxyEnvironment, proxyOf} from '../../source/run/artifacts/proxy.ts';
import {specOf} from '../spec/spec-text.ts';
import {artifact, body, reasonsOf, setting} from './setting.ts';

/** A proxy that leads everybody to one server, or answers everybody with a status; and what was asked of it. */
const proxyTo = async (t: ExecutionContext, target: string, status = 200) => {
	const asked: string[] = [];
	const proxy = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		response.writeHead(502).end();
	}).on('connect', (request, socket) => {
		asked.push([`CONNECT ${request.url}`, request.headers['proxy-authorization']].filter(Boolean).join(' '));
		if (status !== 200) {
			socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
			return;
		}
		const onward = connect(Number(new URL(target).port), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			onward.pipe(socket).pipe(onward);
		});
		for (const end of [socket, onward]) end.on('error', () => {});
	});
	await once(proxy.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => {
		proxy.closeAllConnections();
		proxy.close();
	});
	return {url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked};
};

const specWith = (httpProxy: string) => {
	const text = `apiVersion: kinstall/v1
name: one
kubernetes: v1.37.1
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts: [{name: node1, address: 10.0.0.11, roles: [control-plane, etcd, worker]}]
httpProxy: ${httpProxy}
`;
	return specOf(text);
};

test('the variables are those of the spec where it says so, else those that kinstall was started with', t => {
	const env = {HOME: '/root', https_proxy: 'http://other.example:1', no_proxy: 'a', NO_PROXY: 'b'};
	const proxy = '{http: "http://proxy.example:3128", no: [.example.org]';
	const spec = specWith(`${proxy}}`);
	t.deepEqual(proxyEnvironment(spec, undefined, env), {
		HOME: '/root',
		HTTP_PROXY: 'http://proxy.example:3128',
		HTTPS_PROXY: 'http://proxy.example:3128',
		NO_PROXY: 'localhost,127.0.0.0/8,::1,10.244.0.0/16,10.96.0.0/16,10.0.0.11,node1,.svc,.cluster.local,.example.org',
	});
	t.is(proxyEnvironment(spec, 'user:p@ss:%', env)['HTTPS_PROXY'], 'http://user:p%40ss%3A%25@proxy.example:3128');
	t.is(proxyEnvironment(specWith(`${proxy}, for: [containerd]}`), undefined, env), env);
});

test('what a proxy is called never has what opens it', t => {
	const env = {HTTPS_PROXY: 'http://user:password@proxy.example:3128'};
	t.is(proxyOf('https://dl.k8s.io/x', env), 'http://proxy.example:3128');
	t.is(proxyOf('http://dl.k8s.io/x', env), undefined);
});

test.serial('a download goes through the proxy with its credentials; an address in a range of NO_PROXY is asked directly', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	server.files.set('/official/etcd.tar.gz', {body: content});
	const proxy = await proxyTo(t, server.url);
	const env = {HTTP_PROXY: proxy.url.replace('//', '//user:p%40ss@'), NO_PROXY: 'localhost,127.0.0.0/8'};
	t.is((await fetch([artifact('http://artifacts.example', 'etcd.tar.gz', content)], {}, {env})).etcd?.from, 'download');
	t.deepEqual(proxy.asked, [`CONNECT artifacts.example:80 Basic ${Buffer.from('user:p@ss').toString('base64')}`]);
	const other = body();
	server.files.set('/official/runc.amd64', {body: other});
	t.is((await fetch([artifact(server.url, 'runc.amd64', other)], {}, {env})).runc?.from, 'download');
	t.is(proxy.asked.length, 1);
});

for (const [status, why] of [
	[403, /^it answered 403$/],
	[407, /^it wants credentials, or others \(407\)$/],
] as const)
	test.serial(`a proxy that answers ${status} is named with that, asked once, and its password is in no message`, async t => {
		const {server, fetch} = await setting(t);
		const proxy = await proxyTo(t, server.url, status);
		const env = {HTTP_PROXY: proxy.url.replace('//', '//user:secret-word@')};
		const wanted = artifact('http://artifacts.example', 'etcd.tar.gz', body());
		const reasons = await reasonsOf(t, fetch([wanted], {}, {env}));
		t.is(reasons.length, 1);
		const [named, said] = reasons[0]!.why.split(`through the proxy ${proxy.url}: `);
		t.is(named, '');
		t.regex(said!, why);
		t.notRegex(JSON.stringify(reasons), /secret-word/);
		t.is(proxy.asked.length, 1);
		t.deepEqual(server.requests, []);
	});

test.serial('a proxy that is away is named', async t => {
	const {server, fetch} = await setting(t);
	const away = server.url;
	await server.close();
	const env = {HTTP_PROXY: away};
	const reasons = await reasonsOf(t, fetch([artifact('http://artifacts.example', 'etcd.tar.gz', body())], {}, {env}));
	t.is(reasons[0]?.why, `through the proxy ${away}: the connection was refused`);
});
