import test from 'ava';
import {expandAddresses} from '../../source/spec/host-ranges.ts';
import {parseHosts} from '../../source/spec/parse-hosts.ts';

const addresses = (text: string): readonly string[] => expandAddresses(text).addresses;
const reasonsOf = (text: string): string[] => expandAddresses(text).problems.map(({path, reason}) => `${path} ${reason}`.trim());

test('a range stands for its addresses, both ends included', t => {
	t.deepEqual(addresses('10.0.0.11-13'), ['10.0.0.11', '10.0.0.12', '10.0.0.13']);
	t.deepEqual(addresses('10.0.0.254-10.0.1.1'), ['10.0.0.254', '10.0.0.255', '10.0.1.0', '10.0.1.1']);
	t.deepEqual(addresses('fd00::e-11'), ['fd00::e', 'fd00::f', 'fd00::10', 'fd00::11']);
	t.deepEqual(addresses('10.0.0.1 - 2, 10.0.0.7;10.0.0.9'), ['10.0.0.1', '10.0.0.2', '10.0.0.7', '10.0.0.9']);
	t.is(addresses('10.0.0.1-254').length, 254);
});

test('nonsense is told word by word, and the rest is still taken', t => {
	t.deepEqual(reasonsOf('10.0.0.13-11'), ['[0] the range ends (10.0.0.11) before it begins (10.0.0.13)']);
	t.deepEqual(reasonsOf('10.0.0.1-300'), ['[0] "10.0.0.1-300" is neither an address nor a range of addresses']);
	t.deepEqual(reasonsOf('10.0.0.0-255'), ['[0] the range has 256 addresses; at most 254 can be taken at once']);
	t.deepEqual(reasonsOf('10.0.0.1-fd00::1'), ['[0] a range must begin and end in the same family']);
	t.deepEqual(reasonsOf('fd00::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff').length, 1);
	t.deepEqual(reasonsOf('10.0.0.1-2-3').length, 1);
	t.deepEqual(reasonsOf('10.0.0.1-').length, 1);
	t.deepEqual(reasonsOf('10.0.0.1-3, 10.0.0.2'), ['10.0.0.2 is there twice']);
	t.deepEqual(reasonsOf('  '), ['nothing was given']);
	const mixed = expandAddresses('10.0.0.1, node2, 10.0.0.3');
	t.deepEqual(mixed.addresses, ['10.0.0.1', '10.0.0.3']);
	t.deepEqual(
		mixed.problems.map(({path}) => path),
		['[1]'],
	);
});

test('a hosts file is read as hosts', t => {
	const text = `127.0.0.1 localhost
127.0.1.1	laptop.example.org laptop
::1     localhost ip6-localhost ip6-loopback
ff02::1 ip6-allnodes

# the cluster
10.0.0.11 node1 node1.example.org # rack 2
10.0.0.12\tnode2\r
node3 10.0.0.13
`;
	t.deepEqual(parseHosts(text), {
		hosts: [
			{name: 'node1', address: '10.0.0.11'},
			{name: 'node2', address: '10.0.0.12'},
			{name: 'node3', address: '10.0.0.13'},
		],
		problems: [],
	});
});

test('addresses alone get names that are free', t => {
	const {hosts, problems} = parseHosts('10.0.0.1\n10.0.0.2 node1\n10.0.0.3', new Set(['node2']));
	t.deepEqual(problems, []);
	t.deepEqual(
		hosts.map(({name}) => name),
		['node3', 'node1', 'node4'],
	);
});

test('each bad line is told with its place, and the good ones are taken', t => {
	const {hosts, problems} = parseHosts('10.0.0.1 node1\nnode2\n10.0.0.3 Node3\n127.0.0.1\n10.0.0.5 10.0.0.6 x\n10.0.0.1 node1');
	t.deepEqual(
		problems.map(({line, reason, example}) => [line, reason, example]),
		[
			[2, 'no IP address in this line', '10.0.0.11 node1'],
			[3, '"Node3" has upper-case letters, which Kubernetes does not allow in a name', 'node3'],
			[4, '127.0.0.1 is a loopback address, which the other hosts cannot reach', '10.0.0.11 node1'],
			[5, 'more than one IP address in this line', '10.0.0.11 node1'],
			[6, 'node1 is there twice', undefined],
			[6, '10.0.0.1 is there twice', undefined],
		],
	);
	t.deepEqual(hosts, [{name: 'node1', address: '10.0.0.1'}]);
	t.is(parseHosts('\n# nothing\n').problems.length, 1);
});
