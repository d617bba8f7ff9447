import test from 'ava';
import {five, fixture, problemsOf} from './spec-text.ts';

type Row = readonly [title: string, text: string, path: string, reason: RegExp, example?: string];

/** Five hosts with pods and Services of both families, but no addresses of IPv6 yet. */
const dual = (...changes: ReadonlyArray<readonly [string, string]>): string =>
	five(['[10.244.0.0/16]', '[10.244.0.0/16, "fd10::/48"]'], ['[10.96.0.0/16]', '[10.96.0.0/16, "fd20::/108"]'], ...changes);

const one = (...changes: ReadonlyArray<readonly [string, string]>): string =>
	changes.reduce((text, [from, to]) => {
		if (!text.includes(from)) throw new Error(`no ${from} in one.yaml`);
		return text.replaceAll(from, () => to);
	}, fixture('one'));

const newer = ['v1.20.2', 'v1.37.1'] as const;

/** Each text has one mistake, so each must have exactly one problem. */
const rows: readonly Row[] = [
	['an address twice', fixture('bad/address-twice'), 'hosts[3].address', /^10\.88\.0\.13 is already the address of node3$/],
	[
		'one address in two spellings',
		one(
			['10.88.0.11', 'fd00::1'],
			['10.244.0.0/16', 'fd10::/48'],
			['10.96.0.0/16', 'fd20::/108'],
			['worker]}', 'worker]}\n  - {name: node2, address: "FD00:0::1", roles: [worker]}'],
		),
		'hosts[1].address',
		/^fd00::1 is already/,
	],
	['a name twice', five(['name: node4', 'name: node3']), 'hosts[3].name', /^node3 is already the name of hosts\[2\]$/],
	['an upper-case name', fixture('bad/upper-case-name'), 'hosts[1].name', /upper-case/, 'node2'],
	['a name with a space', fixture('bad/space-in-name'), 'hosts[1].name', /space/, 'node-2'],
	['a name with an underscore', five(['node2', 'node_2']), 'hosts[1].name', /underscore/, 'node-2'],
	['a name that ends in a dash', five(['node2', 'node2-']), 'hosts[1].name', /not a valid host name/, 'node2'],
	['a name that is too long', five(['node2', 'n'.repeat(64)]), 'hosts[1].name', /64 characters/, 'n'.repeat(63)],
	['an address as name', five(['name: node2', 'name: 10.88.0.12']), 'hosts[1].name', /is an address/, 'node1'],
	['localhost as name', five(['node2', 'localhost']), 'hosts[1].name', /localhost/, 'node1'],
	...['10', '10MB', '10 mb/s', '0.5kB/s', '-1MB/s'].map(
		(rate): Row => [
			`a limit of ${rate}`,
			one(['hosts:', `distribution: {limit: "${rate}"}\nhosts:`]),
			'distribution.limit',
			/not a rate/,
			'10MB/s',
		],
	),
	[
		'an export that is no path',
		one(['hosts:', 'addons: [{kind: nfs, server: nfs.example.org, path: srv/nfs}]\nhosts:']),
		'addons[0].path',
		/absolute path/,
		'/srv/nfs',
	],
	[
		'an NFS server that is none',
		one(['hosts:', 'addons: [{kind: nfs, server: "a b", path: /srv}]\nhosts:']),
		'addons[0].server',
		/./,
		'nfs.example.org',
	],
	[
		'a name server on nobody',
		one(['hosts:', 'zone: {domain: k8s.example.org, on: node9}\nhosts:']),
		'zone.on',
		/node9 is no host/,
		'node1',
	],
	[
		'nobody who could forward',
		one(['hosts:', 'zone: {domain: k8s.example.org, forward: [10.0.0.1]}\nhosts:']),
		'zone.forward',
		/zone\.on is absent/,
		'on: node1',
	],
	['a zone of no domain', one(['hosts:', 'zone: {domain: "-"}\nhosts:']), 'zone.domain', /./, 'k8s.example.org'],
	['nobody at once', one(['hosts:', 'distribution: {atOnce: 0}\nhosts:']), 'distribution.atOnce', /./, '4'],
	['a number as name', five(['node2', '2']), 'hosts[1].name', /quotes/, 'node1'],
	['a name as address', five(['address: 10.88.0.12', 'address: node2.example.org']), 'hosts[1].address', /ssh\.host/, '10.0.0.11'],
	['an address out of bounds', five(['10.88.0.12', '10.88.0.256']), 'hosts[1].address', /not an IP address/, '10.0.0.11'],
	['an octal address', five(['10.88.0.12', '010.88.0.12']), 'hosts[1].address', /not an IP address/, '10.0.0.11'],
	['a loopback address', five(['10.88.0.12', '127.0.0.1']), 'hosts[1].address', /loopback/, '10.0.0.11'],
	[
		'an unknown role',
		five(['[balancer, etcd]', '[balancer, etcd, master]']),
		'hosts[4].roles[2]',
		/"master", but must be one of control-plane, etcd, worker, balancer/,
		'control-plane',
	],
	['a role twice', five(['[balancer, etcd]', '[balancer, etcd, etcd]']), 'hosts[4].roles[2]', /etcd is there twice/],
	['a host without a role', five(['roles: [worker]}', 'roles: []}']), 'hosts[3].roles', /at least 1 entry/, '[control-plane, etcd]'],
	[
		'two local hosts',
		five(['address: 10.88.0.12', 'local: true, address: 10.88.0.12'], ['address: 10.88.0.13', 'local: true, address: 10.88.0.13']),
		'hosts[2].local',
		/node2, node3/,
	],
	['a worker that is no node', five(['roles: [worker]}', 'roles: [worker], node: false}']), 'hosts[3].node', /a worker is a node/, 'true'],
	['an even number of etcd members', fixture('bad/even-etcd'), 'hosts', /^2 hosts .*\(node1, node2\).* take 1 or 3$/],
	['no control plane', fixture('bad/no-control-plane'), 'hosts', /no host has the role control-plane/, 'roles: [control-plane, etcd]'],
	['no etcd', one(['etcd, ', '']), 'hosts', /no host has the role etcd/, 'roles: [control-plane, etcd]'],
	['no node', one([', worker]', '], node: false']), 'hosts', /no host is a node/, 'roles: [worker]'],
	[
		'no host',
		fixture('one').replace(/hosts:[\s\S]*/, 'hosts: []\n'),
		'hosts',
		/no host/,
		'{name: node1, address: 10.0.0.11, roles: [control-plane, etcd]}',
	],
	['a port out of range', five(['port: 22', 'port: 70000']), 'hosts[0].ssh.port', /at most 65535/, '22'],
	['a port as text', five(['port: 22', 'port: "22"']), 'hosts[0].ssh.port', /must be a number, but is text/, '22'],
	['half a port', five(['port: 22', 'port: 22.5']), 'hosts[0].ssh.port', /whole number/, '22'],
	['a user that ssh takes for an option', five(['user: root', 'user: -oProxyCommand=x']), 'hosts[0].ssh.user', /must not begin/, 'root'],
	['a label with a space', five(['disk: ssd', 'disk: very fast']), 'hosts[2].labels.disk', /not a label's value/],
	['a label without a name', five(['disk: ssd', '"example.org/": ssd']), 'hosts[2].labels["example.org/"]', /not a label's name/],
	[
		'a flag with its dashes',
		`${fixture('one')}extraFlags: {kubelet: {--v: "2"}}\n`,
		'extraFlags.kubelet["--v"]',
		/not a flag's name: .* without leading dashes/,
	],
	['a boolean label', five(['disk: ssd', 'fast: true']), 'hosts[2].labels.fast', /quotes/],

	['host bits', fixture('bad/host-bits'), 'network.pods[0]', /within 10\.244\.0\.0\/16/, '10.244.0.0/16'],
	['an address as CIDR', five(['10.96.0.0/16', '10.96.0.0']), 'network.services[0]', /length of the prefix/, '10.96.0.0/16'],
	['a prefix too long', five(['10.96.0.0/16', '10.96.0.0/33']), 'network.services[0]', /not a CIDR/, '10.96.0.0/16'],
	['a multicast range', five(['10.96.0.0/16', '224.0.0.0/16']), 'network.services[0]', /multicast/, '10.96.0.0/16'],
	['text instead of a list', five(['[10.96.0.0/16]', '10.96.0.0/16']), 'network.services', /must be a list, but is text/, '[10.96.0.0/16]'],
	['an empty list', five(['[10.96.0.0/16]', '[]']), 'network.services', /at least 1 entry/, '[10.96.0.0/16]'],
	[
		'services over pods',
		fixture('bad/services-over-pods'),
		'network.services[0]',
		/^10\.244\.128\.0\/17 \(services\) overlaps 10\.244\.0\.0\/16 \(pods\)$/,
	],
	[
		'services over hosts',
		fixture('bad/services-over-hosts'),
		'network.services[0]',
		/contains 10\.88\.0\.11, the address of node1 and of 4 more hosts/,
	],
	[
		'pods over a host',
		one(['10.244.0.0/16', '10.88.0.0/16']),
		'network.pods[0]',
		/^10\.88\.0\.0\/16 \(pods\) contains 10\.88\.0\.11, the address of node1$/,
	],
	['pods over the endpoint', five(['host: 10.88.0.15', 'host: 10.244.0.1']), 'network.pods[0]', /the endpoint/],
	['two ranges of one family', five(['[10.244.0.0/16]', '[10.244.0.0/16, 10.245.0.0/16]']), 'network.pods[1]', /same family/],
	['families that differ', five(['10.96.0.0/16', 'fd20::/108']), 'network.services', /services are ipv6, but pods are ipv4/],
	[
		'hosts of another family',
		one(['10.244.0.0/16', 'fd10::/48'], ['10.96.0.0/16', 'fd20::/108']),
		'hosts[0].address',
		/node1 has an ipv4 address/,
	],
	[
		'routes without addresses',
		dual(['address: 10.88.0.12,', 'address: 10.88.0.12, addresses: ["fd00::12"],']),
		'network.pods[1]',
		/routes over ipv6, but hosts\[\]\.addresses lacks the ipv6 address of node1 and of 2 more hosts/,
	],
	[
		'a second address of the first family',
		five(['address: 10.88.0.12,', 'address: 10.88.0.12, addresses: [10.88.0.22],']),
		'hosts[1].addresses[0]',
		/10\.88\.0\.22 is of the same family \(ipv4\) as the host's address 10\.88\.0\.12/,
	],
	[
		'a second address that is the first one of another',
		five(
			['address: 10.88.0.12,', 'address: 10.88.0.12, addresses: ["fd00::12"],'],
			['address: 10.88.0.13,', 'address: 10.88.0.13, addresses: ["FD00:0::12"],'],
		),
		'hosts[2].addresses[0]',
		/^fd00::12 is already the address of node2$/,
	],
	[
		'a second address that nobody can have',
		five(['address: 10.88.0.12,', 'address: 10.88.0.12, addresses: ["fe80::12"],']),
		'hosts[1].addresses[0]',
		/linkLocal/,
		'10.0.0.11',
	],
	[
		'pods over a second address',
		dual(['{kind: routed}', '{kind: none}'], ['address: 10.88.0.12,', 'address: 10.88.0.12, addresses: ["fd10::12"],']),
		'network.pods[1]',
		/^fd10::\/48 \(pods\) contains fd10::12, the address of node2$/,
	],
	[
		'an endpoint at the second address of a host that answers not',
		five(
			['endpoint: {host: 10.88.0.15,', 'endpoint: {host: "fd00::13",'],
			['address: 10.88.0.13,', 'address: 10.88.0.13, addresses: ["fd00::13"],'],
		),
		'endpoint.host',
		/fd00::13.*node3/,
	],
	[
		'too few pods for the nodes',
		five(['10.244.0.0/16', '10.244.0.0/23']),
		'network.pods[0]',
		/room for 2 nodes \(each gets a \/24\), but there are 4/,
	],
	['too few pods for one node', one(['10.244.0.0/16', '10.244.0.0/25']), 'network.pods[0]', /room for 0 nodes/],
	['services too large', five(['10.96.0.0/16', '10.128.0.0/11']), 'network.services[0]', /\/12 at most/, '10.128.0.0/12'],
	[
		'services of IPv6 too large',
		one(['10.88.0.11', 'fd00::1'], ['10.244.0.0/16', 'fd10::/48'], ['10.96.0.0/16', 'fd20::/64']),
		'network.services[0]',
		/\/108 at most/,
		'fd20::/108',
	],
	['services too small', five(['10.96.0.0/16', '10.96.0.0/29']), 'network.services[0]', /\/28 is the least/],

	[
		'balancer and control plane on one port',
		fixture('bad/shared-port'),
		'endpoint.port',
		/node2 is balancer and control plane at once/,
		'8443',
	],
	["a balancer on etcd's port", five(['port: 6443', 'port: 2379']), 'endpoint.port', /on node5, port 2379 belongs to etcd/, '8443'],
	['an endpoint where nobody answers', five(['host: 10.88.0.15', 'host: 10.88.0.13']), 'endpoint.host', /is node3, which is neither/],
	["an endpoint by a host's name", five(['host: 10.88.0.15', 'host: node5']), 'endpoint.host', /name of a host/, '10.88.0.15'],
	[
		'an endpoint that is nothing',
		five(['host: 10.88.0.15', 'host: 10.88.0.1500']),
		'endpoint.host',
		/neither an IP address nor a DNS name/,
		'10.0.0.10',
	],
	[
		'another port than the API server has',
		one(['endpoint: {host: 10.88.0.11}', 'endpoint: {host: 10.88.0.11, port: 8443}']),
		'endpoint.port',
		/listens on 6443/,
		'6443',
	],
	[
		'nginx without a host',
		one(['hosts:', 'balancer: {kind: nginx}\nhosts:']),
		'balancer.kind',
		/is nginx, but no host has the role balancer/,
		'none',
	],
	[
		'a balancer on every node that is none',
		one(['hosts:', 'balancer: {kind: none, onNodes: true}\nhosts:']),
		'balancer.kind',
		/onNodes/,
		'haproxy',
	],
	[
		"a node's balancer on the API server's port",
		one(['hosts:', 'balancer: {onNodes: true, localPort: 6443}\nhosts:']),
		'balancer.localPort',
		/on node1, port 6443 belongs to kube-apiserver/,
		'6444',
	],
	[
		"a node's balancer on the endpoint's port",
		five(
			['{kind: nginx}', '{onNodes: true, localPort: 8443}'],
			['port: 6443', 'port: 8443'],
			['[balancer, etcd]', '[balancer, etcd, worker]'],
		),
		'balancer.localPort',
		/on node5, port 8443 belongs to the endpoint/,
		'6444',
	],
	[
		'a virtual IP that a host has',
		five(['{kind: nginx}', '{vip: {address: 10.88.0.13}}']),
		'balancer.vip.address',
		/10\.88\.0\.13 is the address of node3/,
	],
	[
		'a virtual IP without a balancer',
		one(['hosts:', 'balancer: {vip: {address: 10.88.0.100}}\nhosts:']),
		'balancer.vip.address',
		/there is none/,
	],
	[
		'chrony that has nobody to ask',
		one(['hosts:', 'time: {kind: chrony}\nhosts:']),
		'time.servers',
		/take the time from somewhere/,
		"['ntp1.example.org']",
	],
	[
		'servers for clocks that are left alone',
		one(['hosts:', 'time: {servers: [10.0.0.1]}\nhosts:']),
		'time.servers',
		/only for time.kind chrony/,
		'kind: chrony',
	],
	[
		'the time of no host',
		one(['hosts:', 'time: {kind: chrony, from: node9}\nhosts:']),
		'time.from',
		/node9 is the name of no host/,
		'node1',
	],
	[
		'keepalived with an endpoint that is a host',
		five(['{kind: nginx}', '{vip: {kind: keepalived}}']),
		'balancer.vip.address',
		/10\.88\.0\.15/,
		'10.0.0.10',
	],
	[
		'an interface for no virtual IP',
		five(['{kind: nginx}', '{vip: {interface: eth0}}']),
		'balancer.vip.interface',
		/keepalived holds none/,
	],
	[
		'a virtual IP of another family',
		five(['{kind: nginx}', '{vip: {address: "fd00::9"}}']),
		'balancer.vip.address',
		/node5 has no ipv6 address/,
	],
	['a virtual IP among the pods', five(['{kind: nginx}', '{vip: {address: 10.244.0.9}}']), 'network.pods[0]', /contains 10\.244\.0\.9/],
	[
		'an interface that is none',
		five(['{kind: nginx}', '{vip: {address: 10.88.0.9, interface: "eth0; reboot"}}']),
		'balancer.vip.interface',
		/not the name of a network interface/,
		'eth0',
	],
	[
		'a router id out of range',
		five(['{kind: nginx}', '{vip: {address: 10.88.0.9, routerId: 256}}']),
		'balancer.vip.routerId',
		/at most 255/,
		'51',
	],

	['a version that is too old', five(['v1.20.2', 'v1.18.20']), 'kubernetes', /too old: 1\.19 to 1\.37/, 'v1.37.1'],
	['a minor that is too old', five(['v1.20.2', '1.8']), 'kubernetes', /v1\.8 is too old/, 'v1.37.1'],
	['a version that is too new', five(['v1.20.2', 'v1.99.0']), 'kubernetes', /not known .* 1\.19 to 1\.37/, 'v1.37.1'],
	['a minor that is too new', five(['v1.20.2', '1.99']), 'kubernetes', /v1\.99 is not known/, 'v1.37.1'],
	['a version of one number', five(['v1.20.2', 'v1']), 'kubernetes', /two or three numbers/, 'v1.36'],
	['a version that is a word', five(['v1.20.2', 'latest']), 'kubernetes', /or stable/, 'v1.36'],
	['nftables on an old version', five(['mode: iptables', 'mode: nftables']), 'proxy.mode', /1\.31/, 'iptables'],
	[
		'leaves that outlive their authority',
		five(['days: 365', 'days: 5000']),
		'pki.days',
		/5000 days, longer than their authority \(3650\)/,
		'3650',
	],
	[
		'an own authority that would sign nothing',
		one(['name: one', 'name: one\npki: {authorities: one, own: {etcd-ca: {certificate: etcd.crt}}}']),
		'pki.own["etcd-ca"]',
		/pki\.own\.ca would sign everything and etcd-ca nothing/,
		'authorities: three',
	],
	['no days', five(['days: 365', 'days: 0']), 'pki.days', /at least 1/],
	['an unknown kind of key', five(['ecdsa-p256', 'ed25519']), 'pki.key', /one of rsa-2048/, 'rsa-2048'],
	[
		'a folder without a path',
		five(['{from: auto}', '{from: folder}']),
		'artifacts.path',
		/needed when artifacts\.from is folder/,
		'./artifacts',
	],
	[
		'a policy without its file',
		five(['{from: auto}', '{from: auto}\nsecurity: {audit: policy}']),
		'security.auditPolicy',
		/needed when security\.audit is policy/,
		'./audit-policy.yaml',
	],
	[
		'a policy that is not asked for',
		five(['{from: auto}', '{from: auto}\nsecurity: {auditPolicy: ./audit.yaml}']),
		'security.auditPolicy',
		/would not be read: security\.audit is metadata/,
		'audit: policy',
	],
	[
		'an addon that nobody knows',
		one(['name: one', 'name: one\naddons: [{kind: metrics}]']),
		'addons[0].kind',
		/is "metrics", but must be one of metrics-server, traefik, headlamp, nfs, cert-manager, file/,
		'metrics-server',
	],
	[
		'a port of Headlamp that Traefik has by itself',
		one(['name: one', 'name: one\naddons: [{kind: traefik, domain: apps.example.org}, {kind: headlamp, nodePort: 30080}]']),
		'addons[1].nodePort',
		/is one of Traefik's ports/,
		'30466',
	],
	[
		'cert-manager on a Kubernetes that is too old for it',
		one(['name: one', 'name: one\naddons: [{kind: cert-manager}]']),
		'addons[0]',
		/does not run on v1\.20\.2: it needs 1\.22/,
		'kubernetes: v1.36',
	],
	...['{name: office}', '{name: office, selfSigned: true, ca: {certificate: ./a.crt, key: ./a.key}}'].map(
		(issuer): Row => [
			`an issuer ${issuer}`,
			one(newer, ['name: one', `name: one\naddons: [{kind: cert-manager, issuers: [${issuer}]}]`]),
			'addons[0].issuers[0]',
			/one of selfSigned, ca and acme/,
			'{name: office, selfSigned: true}',
		],
	),
	[
		'two issuers of one name',
		one(newer, [
			'name: one',
			'name: one\naddons: [{kind: cert-manager, issuers: [{name: a, selfSigned: true}, {name: a, selfSigned: true}]}]',
		]),
		'addons[0].issuers[1].name',
		/^a is already addons\[0\]\.issuers\[0\]$/,
		'a-2',
	],
	[
		'an ACME authority without TLS',
		one(newer, ['name: one', 'name: one\naddons: [{kind: cert-manager, issuers: [{name: a, acme: {server: "http://acme.example.org"}}]}]']),
		'addons[0].issuers[0].acme.server',
		/https URL/,
		'https://acme.example.org/directory',
	],
	[
		'an address of e-mail that is none',
		one(newer, [
			'name: one',
			'name: one\naddons: [{kind: cert-manager, issuers: [{name: a, acme: {server: "https://acme.example.org/d", email: admin}}]}]',
		]),
		'addons[0].issuers[0].acme.email',
		/e-mail/,
		'admin@example.org',
	],
	['an addon in a word', one(['name: one', 'name: one\naddons: [metrics-server]']), 'addons[0]', /must be a map, but is text/],
	[
		'an addon with a misspelt field',
		one(['name: one', 'name: one\naddons: [{kind: metrics-server, replica: 2}]']),
		'addons[0].replica',
		/did you mean replicas/,
	],
	['a manifest that is no path', one(['name: one', 'name: one\naddons: [{file: 3}]']), 'addons[0].file', /quotes/, './app.yaml'],
	[
		'manifests that are there twice',
		one(['name: one', 'name: one\naddons: [{file: app.yaml}, {kind: metrics-server}, {file: ./app.yaml}]']),
		'addons[2]',
		/app\.yaml is already addons\[0\]/,
	],
	[
		'metrics-server where no API server could ask it',
		five(
			['kind: routed', 'kind: flannel'],
			['{from: auto}', '{from: auto}\naddons: [{kind: metrics-server}]'],
			['name: node2,', 'name: node2, node: false,'],
		),
		'addons[0]',
		/the API server of node2 could not ask metrics-server/,
		'cni: {kind: routed}',
	],
	[
		'a mirror that is no URL',
		five(['{from: auto}', '{from: mirror, url: "ftp://mirror.example.org"}']),
		'artifacts.url',
		/http/,
		'https://mirror.example.org',
	],
	[
		'a mirror without an address',
		five(['{from: auto}', '{from: mirror}']),
		'artifacts.url',
		/needed when artifacts\.from is mirror/,
		'https://mirror.example.org',
	],
	[
		'hosts of a bundle that shall ask mirrors',
		one(['hosts:', 'distribution: {from: mirror}\nartifacts: {from: bundle, path: ./one.tar}\nhosts:']),
		'distribution.from',
		/makes no connection but ssh/,
		'ssh',
	],
	[
		'hosts that shall ask mirrors where nobody is named',
		one(['hosts:', 'distribution: {from: mirror}\nartifacts: {from: folder, path: ./files}\nhosts:']),
		'artifacts.mirrors',
		/needed when distribution\.from is mirror and artifacts\.from is folder/,
		'all: ["http://10.0.0.5"]',
	],
	[
		'a mirror with a password that hosts shall ask',
		one(['hosts:', 'distribution: {from: mirror}\nartifacts: {mirrors: {github: ["http://a", "http://user:word@b"]}}\nhosts:']),
		'artifacts.mirrors.github[1]',
		/holds a password/,
		'https://mirror.example.org',
	],
	[
		'a mirror of something unknown',
		five(['{from: auto}', '{mirrors: {gitlab: [https://mirror.example.org]}}']),
		'artifacts.mirrors.gitlab',
		/unknown key; did you mean github\?/,
	],
	[
		'a proxy with a password',
		five(['{from: auto}', '{from: auto}\nhttpProxy: {http: "http://user:word@proxy.example.org:3128"}']),
		'httpProxy.http',
		/^(?!.*word@).*user or a password/,
		'credentials: ./proxy-credentials',
	],
	[
		'a proxy that is none',
		five(['{from: auto}', '{from: auto}\nhttpProxy: {https: "proxy.example.org:3128"}']),
		'httpProxy.https',
		/not the address of a proxy/,
		'http://proxy.example.org:3128',
	],
	[
		'a proxy whose name a shell would read',
		five(['{from: auto}', '{from: auto}\nhttpProxy: {http: "http://p$(id):3128"}']),
		'httpProxy.http',
		/not the address of a proxy/,
		'http://proxy.example.org:3128',
	],
	[
		'exceptions without a proxy',
		five(['{from: auto}', '{from: auto}\nhttpProxy: {no: [.example.org]}']),
		'httpProxy.http',
		/nothing says where the proxy is/,
		'http://proxy.example.org:3128',
	],
	[
		'an exception that is a list in itself',
		five(['{from: auto}', '{from: auto}\nhttpProxy: {http: "http://proxy.example.org:3128", no: ["a,b"]}']),
		'httpProxy.no[0]',
		/neither a name/,
		'.example.org',
	],
	...(
		[
			['a registry with a scheme', '{host: "https://registry.example:5000/v2"}', '.host', /no more/, 'registry.example:5000'],
			['Docker Hub by the name of its images', '{host: docker.io}', '.host', /answers at another name/, 'registry-1.docker.io'],
			['a registry of one word', '{host: registry}', '.host', /with a dot in its name, or with a port/, 'registry.example.org:5000'],
			[
				'a registry with a password',
				'{host: "u:p@registry.example"}',
				'.host',
				/^(?!.*p@).*credentials in it/,
				'registry.example.org:5000',
			],
			['a mirror of no registry', '{host: r.example, mirrorOf: [dockerhub]}', '.mirrorOf[0]', /not the name of a registry/, 'docker.io'],
			['a mirror of itself', '{host: r.example, mirrorOf: [r.example]}', '.mirrorOf[0]', /is the registry itself/, 'docker.io'],
			[
				'a path for another one',
				'{host: r.example, paths: {docker.io: hub}}',
				'.paths["docker.io"]',
				/mirrorOf does not say/,
				'mirrorOf: [docker.io]',
			],
			[
				'a path that is none',
				'{host: r.example, mirrorOf: [docker.io], paths: {docker.io: /hub}}',
				'.paths["docker.io"]',
				/not a place in a registry/,
				'hub',
			],
			['an authority of nothing', '{host: r.example, plainHttp: true, ca: ./ca.crt}', '.ca', /there is none/, 'plainHttp: false'],
			[
				'credentials that are not there',
				'{host: r.example, onNodes: false}',
				'.onNodes',
				/there are none/,
				'credentials: ./registry-credentials',
			],
		] as const
	).map(
		([title, entry, path, reason, example]) =>
			[title, five(['{from: auto}', `{from: auto}\nregistries: [${entry}]`]), `registries[0]${path}`, reason, example] as const,
	),
	[
		'a registry twice',
		five(['{from: auto}', '{from: auto}\nregistries: [{host: r.example}, {host: r.example, mirrorOf: [docker.io]}]']),
		'registries[1].host',
		/r\.example is in registries\[0\] already/,
	],
	['another format', five(['kinstall/v1', 'kinstall/v2']), 'apiVersion', /must be kinstall\/v1/, 'kinstall/v1'],
	['a null', five(['{kind: nginx}', '']), 'balancer', /must be a map, but is nothing/],
	['a cluster name with a dot', five(['name: demo', 'name: demo.one']), 'name', /not a valid name/, 'demo-one'],
];

for (const [title, text, path, reason, example] of rows) {
	test(`${title} is one problem, at ${path || 'the whole'}`, t => {
		const problems = problemsOf(text);
		t.is(problems.length, 1, JSON.stringify(problems));
		t.is(problems[0]?.path, path);
		t.regex(problems[0]!.reason, reason);
		t.is(problems[0]?.example, example);
	});
}

test('where nothing is known of releases any exact version will do, and no other', t => {
	t.deepEqual(problemsOf(five(['v1.20.2', 'v1.99.0']), []), []);
	for (const asked of ['v1.20', 'stable']) t.regex(problemsOf(five(['v1.20.2', asked]), [])[0]!.reason, /no exact version/);
});

test('a balancer that nothing stands behind is said twice: at its kind, and at the endpoint', t => {
	t.deepEqual(
		problemsOf(five(['{kind: nginx}', '{kind: none}'])).map(({path}) => path),
		['endpoint.host', 'balancer.kind'],
	);
});

test('balancer and control plane may share a host with another port', t => {
	t.deepEqual(problemsOf(fixture('bad/shared-port').replace('6443', '8443')), []);
});

test('a virtual IP and a DNS name are fine endpoints, and dual stack is fine without routes of ours', t => {
	t.deepEqual(problemsOf(five(['host: 10.88.0.15', 'host: 10.88.0.200'])), []);
	t.deepEqual(problemsOf(five(['host: 10.88.0.15', 'host: api.example.org'])), []);
	t.deepEqual(problemsOf(dual(['{kind: routed}', '{kind: none}'])), []);
});

test('dual stack is fine with routes when every host that has them has an address of both families', t => {
	const addresses = [11, 12, 13, 14].map(
		host => [`address: 10.88.0.${host},`, `address: 10.88.0.${host}, addresses: ["fd00::${host}"],`] as const,
	);
	t.deepEqual(problemsOf(dual(...addresses)), []);
	t.deepEqual(
		problemsOf(dual(...addresses).replace('v1.20.2', 'v1.19.16')).map(({path, reason}) => [path, /from 1\.20 on/.test(reason)]),
		[
			['network.pods[1]', true],
			['network.services[1]', true],
		],
	);
});

test('a cluster of IPv6 alone is fine from the oldest version on', t => {
	const text = one(['10.88.0.11', '"fd00::11"'], ['10.244.0.0/16', 'fd10::/48'], ['10.96.0.0/16', 'fd20::/108'], ['v1.20.2', 'v1.19.16']);
	t.deepEqual(problemsOf(text), []);
});

test('a rule keeps silent about what is not known', t => {
	const text = five(['[balancer, etcd]', '[balancer, ectd]']);
	t.deepEqual(
		problemsOf(text).map(({path}) => path),
		['hosts[4].roles[1]'],
	);
});
