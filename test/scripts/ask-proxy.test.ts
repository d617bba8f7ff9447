/** What the check asks of an HTTP proxy on each host, run by bash against a real socket. */
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {createServer} from 'node:net';
import test from 'ava';
import {execa} from 'execa';
import {type AskedProxy, askedProxy, askProxy, readProxy} from '../../scripts/lib/ask-proxy.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';

const ask = async (asked: Partial<AskedProxy> & {port: number}) => {
	const whole = {host: '127.0.0.1', target: 'registry.example:443', authorization: '', ...asked};
	const {stdout} = await execa('bash', ['-euo', 'pipefail', '-c', askProxy(whole)], {input: `${whole.authorization}\n`});
	return readProxy(stdout);
};

const answering = async (answer: string | undefined) => {
	const heard: string[] = [];
	const server = createServer(socket => {
		let text = '';
		socket.on('error', () => {});
		socket.on('data', part => {
			text += part;
			if (!text.endsWith('\r\n\r\n')) return;
			heard.push(text);
			if (answer !== undefined) socket.write(answer);
			socket.end();
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return {port: (server.address() as AddressInfo).port, heard, close: () => server.close()};
};

test('a way to the registry is asked for, with credentials, and the status is read', async t => {
	const proxy = await answering('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
	t.is(await ask({port: proxy.port}), 407);
	t.is(await ask({port: proxy.port, authorization: 'Basic dTpw'}), 407);
	const head = 'CONNECT registry.example:443 HTTP/1.1\r\nHost: registry.example:443\r\n';
	t.deepEqual(proxy.heard, [`${head}\r\n`, `${head}Proxy-Authorization: Basic dTpw\r\n\r\n`]);
	t.is(await ask({port: proxy.port, target: ''}), 'open');
	proxy.close();
	t.is(await ask({port: proxy.port}), 'refused');
	const open = await answering('HTTP/1.0 200 Connection established\r\n\r\n');
	t.is(await ask({port: open.port}), 200);
	open.close();
	const mute = await answering(undefined);
	t.is(await ask({port: mute.port}), 'silent');
	mute.close();
});

test('only hosts that take the proxy ask, and only nodes for a registry', t => {
	const asked = (httpProxy: string, credentials?: string) => {
		const parsed = parseSpec(
			`apiVersion: kinstall/v1
name: demo
kubernetes: v1.37.1
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, worker]}
  - {name: node2, address: 10.0.0.12, roles: [etcd]}
${httpProxy}`,
			'cluster.yaml',
		);
		if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
		return parsed.spec.hosts.map(host => askedProxy(parsed.spec, host, credentials));
	};
	t.deepEqual(asked(''), [undefined, undefined]);
	t.deepEqual(asked('httpProxy: {http: "http://p.example:3128", for: [downloads]}'), [undefined, undefined]);
	const itself = asked('httpProxy: {http: "http://p.example:3128", for: [downloads]}\ndistribution: {from: mirror}');
	t.deepEqual(
		itself.map(one => one?.target),
		['', ''],
	);
	t.deepEqual(asked('httpProxy: {http: "http://p.example:3128", https: "http://[fd00::9]:8080"}', 'u:p'), [
		{host: 'fd00::9', port: 8080, target: 'registry.k8s.io:443', authorization: 'Basic dTpw'},
		{host: 'fd00::9', port: 8080, target: '', authorization: 'Basic dTpw'},
	]);
	t.like(asked('httpProxy: {http: "https://p.example"}')[0], {port: 443, target: ''});
});
