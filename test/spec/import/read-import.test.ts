import test from 'ava';
import fc from 'fast-check';
import {expandPattern} from '../../../source/spec/import/expand-pattern.ts';
import {importFormats, readImport} from '../../../source/spec/import/read-import.ts';

/** A host on one line: `node1 10.0.0.11 [etcd] user=root !why`. */
const short = (text: string) => {
	const {format, hosts} = readImport(text);
	return [
		format,
		...hosts.map(({name, address, roles, ssh, fault}) =>
			[
				name || '-',
				address || '-',
				...(roles.length > 0 ? [`[${[...roles].sort().join(' ')}]`] : []),
				...Object.entries(ssh).map(([key, value]) => `${key}=${value}`),
				...(fault === undefined ? [] : [`!${fault}`]),
			].join(' '),
		),
	];
};

test('ssh configuration: hosts without wildcards, the first value counts, patterns give the rest', t => {
	const text = `# mine
Include ~/.ssh/more
Host bastion
  HostName 203.0.113.7
host node1 node2
	hostname 10.0.0.1%h
	User debian
	User never
Host node3
    HostName = "10.0.0.13"
    Port=2222
    IdentityFile "~/.ssh/a key"   # with a blank
    ProxyJump none
Host 10.0.0.99
Host web.example.org
Host node* !node3
    ProxyJump bastion
Match user root
    Port 99
Host *
    IdentityFile ~/.ssh/id_ed25519
    User admin
`;
	t.deepEqual(short(text), [
		'ssh-config',
		'bastion 203.0.113.7 user=admin identityFile=~/.ssh/id_ed25519',
		'node1 - user=debian identityFile=~/.ssh/id_ed25519 jump=bastion !"10.0.0.1node1" is a name, and the text gives no address for it',
		'node2 - user=debian identityFile=~/.ssh/id_ed25519 jump=bastion !"10.0.0.1node2" is a name, and the text gives no address for it',
		'node3 10.0.0.13 user=admin port=2222 identityFile=~/.ssh/a key',
		'- 10.0.0.99 user=admin identityFile=~/.ssh/id_ed25519',
		'web.example.org - user=admin identityFile=~/.ssh/id_ed25519 !"web.example.org" is a name, and the text gives no address for it',
	]);
});

test('a hosts file: an address and its first name; the machine itself is left out', t => {
	const text = `127.0.0.1	localhost
127.0.1.1	laptop
::1     ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
# the cluster
10.0.0.11 node1 node1.example.org
FD00:0::12	Node_2	# upper case and an underscore are put right
node3.example.org 10.0.0.13
10.0.0.14
nowhere
10.0.0.15 node1
10.0.0.11 again
10.0.0.300 wrong
`;
	t.deepEqual(short(text), [
		'hosts-file',
		'node1 10.0.0.11',
		'node-2 fd00::12',
		'node3.example.org 10.0.0.13',
		'- 10.0.0.14',
		'nowhere - !"nowhere" is a name, and the text gives no address for it',
		'node1 10.0.0.15 !node1 is there twice: node1 has it',
		'again 10.0.0.11 !10.0.0.11 is there twice: node1 has it',
		'10.0.0.300 - !"10.0.0.300" is not an IP address',
	]);
});

test('an inventory in INI: ranges, groups as roles, variables of hosts before those of groups', t => {
	const text = `; as kubespray has it
[all]
master1 ansible_host=10.0.0.11 ip=192.168.0.11
node[01:03] ansible_user=debian
lonely:2222 ansible_host=10.0.0.40

[all:vars]
ansible_user = root
ansible_ssh_private_key_file="~/.ssh/lab key"
ansible_ssh_common_args='-o ProxyJump=admin@10.0.0.1'

[kube_control_plane]
master1

[etcd:children]
kube_control_plane

[kube_node]
node[01:03]

[kube_node:vars]
ansible_port=2200

[lb]
10.0.0.50 ansible_ssh_common_args=""

[k8s_cluster:children]
kube_control_plane
kube_node
`;
	t.deepEqual(short(text), [
		'inventory-ini',
		'master1 192.168.0.11 [control-plane etcd] host=10.0.0.11 user=root identityFile=~/.ssh/lab key jump=admin@10.0.0.1',
		'node01 - [worker] user=debian port=2200 identityFile=~/.ssh/lab key jump=admin@10.0.0.1 !"node01" is a name, and the text gives no address for it',
		'node02 - [worker] user=debian port=2200 identityFile=~/.ssh/lab key jump=admin@10.0.0.1 !"node02" is a name, and the text gives no address for it',
		'node03 - [worker] user=debian port=2200 identityFile=~/.ssh/lab key jump=admin@10.0.0.1 !"node03" is a name, and the text gives no address for it',
		'lonely 10.0.0.40 user=root port=2222 identityFile=~/.ssh/lab key jump=admin@10.0.0.1',
		'- 10.0.0.50 [balancer] user=root identityFile=~/.ssh/lab key',
	]);
});

test('an inventory in YAML', t => {
	const text = `all:
  vars:
    ansible_user: root
    ansible_port: 22
    nested: {is: nobody's}
  hosts:
    10.0.0.[11:13]:
    node4: {ansible_host: 10.0.0.14, ansible_port: 2222}
  children:
    masters:
      hosts:
        10.0.0.11:
    workers:
      vars: {ansible_user: worker}
      hosts: {node4: null, "10.0.0.[12:13]": {}}
`;
	t.deepEqual(short(text), [
		'inventory-yaml',
		'- 10.0.0.11 [control-plane] user=root port=22',
		'- 10.0.0.12 [worker] user=worker port=22',
		'- 10.0.0.13 [worker] user=worker port=22',
		'node4 10.0.0.14 [worker] user=worker port=2222',
	]);
});

test('groups in a circle, broken YAML, aliases without end and garbage end, and give nothing or faults', t => {
	t.deepEqual(short('[a:children]\nb\n[b:children]\na\n[a]\n10.0.0.1\n'), ['inventory-ini', '- 10.0.0.1']);
	t.deepEqual(
		short('all: {hosts: {a: [}}')
			.slice(1)
			.every(line => line.includes('!')),
		true,
	);
	t.deepEqual(short('all: &a\n  hosts: {10.0.0.1: }\n  children: {x: *a}\n')[0], 'inventory-yaml');
	t.deepEqual(readImport('').hosts, []);
	t.deepEqual(
		readImport('\u0000\u0001\n\n# only\n').hosts.filter(({fault}) => fault === undefined),
		[],
	);
});

test('ranges count in numbers and letters, keep their zeros, take a step, and have an end', t => {
	t.deepEqual(expandPattern('node[01:03].x'), ['node01.x', 'node02.x', 'node03.x']);
	t.deepEqual(expandPattern('db-[a:c]'), ['db-a', 'db-b', 'db-c']);
	t.deepEqual(expandPattern('n[1:6:2]'), ['n1', 'n3', 'n5']);
	t.deepEqual(expandPattern('r[1:2]n[1:2]'), ['r1n1', 'r1n2', 'r2n1', 'r2n2']);
	t.deepEqual(expandPattern('n[9:10]'), ['n9', 'n10']);
	t.deepEqual(expandPattern('n[3:1]'), []);
	t.deepEqual(expandPattern('n[x:12]'), ['n[x:12]']);
	t.is(expandPattern('n[1:999999999]').length, 1000);
});

test('whatever the text, a host that can be taken has an address and no other has its name or address', t => {
	const word = fc.constantFrom(
		'Host',
		'HostName',
		'[all]',
		'[etcd:vars]',
		'node[1:3]',
		'10.0.0.1',
		'10.0.0.2',
		'a',
		'ansible_host=10.0.0.3',
		':',
		'\n',
		'\n',
		'*',
		'"',
		'all:',
		'  hosts:',
		'fd00::1',
		'User x',
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.array(word, {maxLength: 40}).map(words => words.join(' ')),
			),
			text => {
				const {format, hosts} = readImport(text);
				t.true(importFormats.includes(format));
				const good = hosts.filter(({fault}) => fault === undefined);
				t.true(good.every(({address}) => address !== ''));
				for (const key of ['name', 'address'] as const) {
					const values = good.map(host => host[key]).filter(value => value !== '');
					t.is(new Set(values).size, values.length, key);
				}
			},
		),
		{numRuns: 300},
	);
});
