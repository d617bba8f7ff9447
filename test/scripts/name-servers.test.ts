import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {createServer} from 'node:net';
import test from 'ava';
import {execa} from 'execa';
import {findNameServers, readNameServers} from '../../scripts/lib/name-servers.ts';

test('sockets are read as the kernel lists them, in each family', t => {
	t.deepEqual(readNameServers('udp 3500007F systemd-resolve\ntcp 00000000 my server\ntcp6 00000000000000000000000000000000 named\n'), [
		{protocol: 'udp', address: '127.0.0.53', program: 'systemd-resolve'},
		{protocol: 'tcp', address: '0.0.0.0', program: 'my server'},
		{protocol: 'tcp', address: '::', program: 'named'},
	]);
	t.deepEqual(
		readNameServers('udp6 000010FD000000000000000011000000 -\nudp6 0000000000000000FFFF00000B00000A a\n').map(({address}) => address),
		['fd10::11', '10.0.0.11'],
	);
	t.deepEqual(readNameServers(''), []);
});

test('the command finds who has a port, in TCP and UDP, and nobody who only asks there', async t => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as {port: number};
	const socket = createSocket('udp4').bind(port, '127.0.0.1');
	await once(socket, 'listening');
	t.teardown(() => {
		server.close();
		socket.close();
	});
	const command = findNameServers.replaceAll(':0035', `:${port.toString(16).toUpperCase().padStart(4, '0')}`);
	const {stdout} = await execa('bash', ['-euo', 'pipefail', '-c', command]);
	t.deepEqual(
		readNameServers(stdout).map(({protocol, address}) => `${protocol} ${address}`),
		['tcp 127.0.0.1', 'udp 127.0.0.1'],
	);
	t.true(readNameServers(stdout).every(({program}) => /^[\w-]/.test(program)));
});
