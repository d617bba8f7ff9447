import test from 'ava';
import type {Facts} from '../../source/plan/facts.ts';
import {judgeBetween} from '../../source/plan/judge-between.ts';
import {judgeLooks, type Looks} from '../../source/plan/judge-looks.ts';
import {judgePreparation} from '../../source/plan/judge-preparation.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {specOf} from '../spec/spec-text.ts';

const specWith = (more = '', version = 'v1.20.2'): ClusterSpec => {
	return specOf(`apiVersion: kinstall/v1
name: demo
kubernetes: ${version}
endpoint: {host: 10.0.0.11, port: 6443}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, etcd]}
  - {name: node2, address: 10.0.0.12, roles: [worker]}
  - {name: node3, address: 10.0.0.13, roles: [worker]}
${more}`);
};

const look = (number: number, more: Partial<Looks> = {}): Looks => ({
	ports: [22],
	units: [],
	free: {'/': 9000},
	clock: 0.02 * number,
	machineId: `id${number}`,
	addresses: [`10.0.0.1${number}`],
	hostname: `node${number}`,
	interfaces: {eth0: {mac: `52:54:00:00:00:0${number}`, mtu: 1500}, lo: {mac: '00:00:00:00:00:00', mtu: 65536}},
	routes: [
		{to: '0.0.0.0/0', device: 'eth0', direct: false},
		{to: '10.0.0.0/24', device: 'eth0', direct: true},
	],
	advertised: [],
	swaps: [],
	packages: ['iproute2', 'iptables', 'conntrack', 'kmod'],
	modules: ['overlay', 'br_netfilter', 'nf_conntrack'],
	sysctls: {'net.bridge.bridge-nf-call-iptables': '1', 'net.bridge.bridge-nf-call-ip6tables': '1', 'net.ipv4.ip_forward': '1'},
	ipvs: [],
	networks: [],
	nft: '',
	...more,
});

const facts = {packager: 'apt'} as Facts;
const short = (spec: ClusterSpec, looks: Readonly<Record<string, Looks>>) =>
	judgeBetween(spec, looks).map(({host, id, severity}) => `${host} ${id} ${severity}`);
const three = (third: Partial<Looks>) => ({node1: look(1), node2: look(2), node3: look(3, third)});

test('hosts that differ in all that must differ have nothing between them', t => {
	t.deepEqual(short(specWith(), three({})), []);
});

test('nodes whose pods are reached by routes must be neighbours', t => {
	const far = three({
		addresses: ['10.0.7.13'],
		routes: [
			{to: '0.0.0.0/0', device: 'eth0', direct: false},
			{to: '10.0.7.0/24', device: 'eth0', direct: true},
		],
	});
	const spec = (cni: string) => {
		const one = specWith(cni);
		return {...one, hosts: one.hosts.map(host => (host.name === 'node3' ? {...host, address: '10.0.7.13'} : host))};
	};
	const all = ['node1 neighbour failure', 'node2 neighbour failure', 'node3 neighbour failure'];
	t.deepEqual(short(spec(''), far), all);
	t.deepEqual(short(spec('cni: {kind: flannel, flannel: {backend: host-gw}}\n'), far), all);
	t.deepEqual(short(spec('cni: {kind: flannel}\n'), far), []);
	t.deepEqual(short(spec('cni: {kind: none}\n'), far), []);
	t.regex(judgeBetween(spec(''), far).at(-1)!.what, /10\.0\.0\.11 \(node1\) and 1 more/);
});

test('copies of a machine are told, by whatever was copied', t => {
	t.deepEqual(short(specWith(), three({machineId: 'id1'})), ['node3 twin warning']);
	t.deepEqual(short(specWith(), three({hostname: 'node2'})), ['node3 hostname warning']);
	t.deepEqual(short(specWith(), three({interfaces: {eth0: {mac: '52:54:00:00:00:02', mtu: 1500}}})), ['node3 mac warning']);
	t.deepEqual(short(specWith(), three({machineId: '', hostname: ''})), [], 'what is not known is of nobody');
});

test('clocks are compared with the middle one, to within a second; what is far from ours is told elsewhere', t => {
	t.deepEqual(short(specWith(), three({clock: 1.5})), ['node3 clocks warning']);
	t.deepEqual(short(specWith(), three({clock: -1.5})), ['node3 clocks warning']);
	t.deepEqual(short(specWith(), three({clock: 0.9})), []);
	t.deepEqual(short(specWith(), three({clock: 30})), []);
});

test('an MTU of its own is told of the odd one, not of the others', t => {
	t.deepEqual(short(specWith(), three({interfaces: {eth0: {mac: '52:54:00:00:00:03', mtu: 9000}}})), ['node3 mtu warning']);
});

test('a route into ranges of the cluster fails when it takes addresses from them, and warns when it is wider', t => {
	const route = (to: string) => ({routes: [...look(3).routes, {to, device: 'tun0', direct: false}]});
	t.deepEqual(short(specWith(), three(route('10.244.3.0/24'))), ['node3 route failure']);
	t.deepEqual(short(specWith(), three(route('10.96.0.0/12'))), ['node3 route warning']);
	t.deepEqual(short(specWith(), three(route('10.0.0.0/8'))), ['node3 route warning', 'node3 route warning']);
	t.deepEqual(
		short(specWith(), three({...route('10.244.3.0/24'), units: ['kubelet.service']})),
		[],
		'after an install the routes are ours',
	);
	const [{what} = {what: ''}] = judgeBetween(specWith(), three(route('10.96.0.0/12')));
	t.regex(what, /10\.96\.0\.0\/12 \(tun0\).*10\.96\.0\.0\/16/, 'the two things that overlap are named');
});

test('hosts that were not reached count for nothing', t => {
	t.deepEqual(short(specWith(), {node2: look(2)}), []);
	t.deepEqual(short(specWith(), {}), []);
});

test('what preparing brings about is told as such, and only where it lacks', t => {
	const spec = specWith('  - {name: store, address: 10.0.0.14, roles: [balancer]}\n');
	const ids = (host: number, more: Partial<Looks>, packager = 'apt') =>
		judgePreparation(spec, spec.hosts[host]!, {...facts, packager}, look(host + 1, more)).map(({id, severity}) => `${id} ${severity}`);
	t.deepEqual(ids(1, {}), []);
	t.deepEqual(ids(1, {swaps: ['/dev/sda2']}), ['swap prepared']);
	t.deepEqual(ids(1, {modules: ['overlay']}), ['modules prepared']);
	t.deepEqual(ids(1, {sysctls: {}}), ['sysctls prepared']);
	t.deepEqual(ids(1, {packages: []}), ['packages prepared']);
	t.deepEqual(ids(1, {packages: []}, 'dnf'), ['packages failure'], 'without apt a person has to do it');
	t.deepEqual(ids(3, {swaps: ['/dev/sda2'], modules: [], sysctls: {}}), ['packages prepared'], 'a balancer that is no node may swap');
});

test('another pod network on a node is refused: containerd would take whichever comes first', t => {
	const found = (kind: string, index: number, networks: readonly string[]) =>
		judgeLooks(specWith(`cni: {kind: ${kind}}`), {[`node${index}`]: look(index, {networks})}).map(
			({id, severity, what}) => `${id} ${severity} ${what}`,
		);
	t.deepEqual(found('flannel', 1, ['10-flannel.conflist']), []);
	t.deepEqual(found('none', 1, ['05-cilium.conflist']), []);
	t.deepEqual(found('routed', 4, ['10-flannel.conflist']), [], 'no node');
	t.deepEqual(found('flannel', 1, ['10-flannel.conflist', '87-podman.conflist']), [
		'network warning 87-podman.conflist in /etc/cni/net.d is not of cni.kind flannel',
	]);
	t.deepEqual(found('routed', 1, ['10-flannel.conflist', '87-podman.conflist']), [
		'network failure 10-flannel.conflist, 87-podman.conflist in /etc/cni/net.d is not of cni.kind routed',
	]);
});

test('ipvs needs modules of the kernel, and nftables an nft that kube-proxy takes', t => {
	const found = (mode: string, version: string, more: Partial<Looks>) =>
		judgeLooks(specWith(`proxy: {mode: ${mode}}`, version), {node2: look(2, more)}).map(({id, severity, what, mend}) =>
			[id, severity, what, mend].join(' | '),
		);
	const all = ['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh'];
	t.deepEqual(found('ipvs', 'v1.20.2', {ipvs: all}), []);
	t.deepEqual(found('iptables', 'v1.20.2', {}), []);
	const [lacking] = found('ipvs', 'v1.36.4', {ipvs: ['ip_vs']});
	t.regex(
		lacking!,
		/^ipvs \| failure \| its kernel has no ip_vs_rr, ip_vs_wrr, ip_vs_sh, and proxy\.mode is ipvs \| Set proxy\.mode to nftables/,
	);
	t.deepEqual(found('nftables', 'v1.36.4', {nft: '1.0.6'}), []);
	t.deepEqual(found('nftables', 'v1.36.4', {nft: ''}), [], 'apt brings one');
	t.regex(found('nftables', 'v1.36.4', {nft: '0.9.8'})[0]!, /^nft \| failure \| its nft is 0\.9\.8/);
	t.regex(
		judgePreparation(specWith('proxy: {mode: ipvs}'), specWith().hosts[1]!, facts, look(2))
			.map(({what}) => what)
			.join(),
		/ipset.*ip_vs, ip_vs_rr, ip_vs_wrr, ip_vs_sh/,
	);
});

test('a node whose default route over IPv6 comes by advertisements is warned of where pods have IPv6, and nowhere else', t => {
	const found = (pods: readonly string[], host: number) => {
		const plain = specWith();
		const spec = {...plain, network: {...plain.network, pods}};
		return judgePreparation(spec, spec.hosts[host]!, facts, look(host + 1, {advertised: ['ens3']}))
			.filter(({id}) => id === 'advertised')
			.map(({severity, what}) => [severity, what.includes('ens3')]);
	};
	t.deepEqual(found(['10.244.0.0/16', 'fd10::/56'], 1), [['warning', true]]);
	t.deepEqual(found(['10.244.0.0/16'], 1), []);
});

test('a systemd that cannot hand the approver its key is a failure on control planes, where there is one', t => {
	const judged = (systemd: number, more = '') => judgeLooks(specWith(more), {node1: look(1, {systemd}), node3: look(3, {systemd})});
	const [found, ...others] = judged(246);
	t.deepEqual([found?.host, found?.id, found?.severity, others], ['node1', 'systemd', 'failure', []]);
	t.regex(found!.what, /systemd is 246.*needs 247/);
	t.regex(found!.why, /LoadCredential=/);
	t.regex(found!.mend, /security\.approver to false/);
	t.deepEqual(judged(247), []);
	t.deepEqual(judged(246, 'security: {approver: false}\n'), []);
});

test('who has port 53 where the zone’s name server wants it is named, unless that is our own', t => {
	const judged = (nameServers: Looks['nameServers'], units: readonly string[] = [], zone = 'zone: {domain: k8s.example, on: node2}') =>
		judgeLooks(specWith(zone), {node2: look(2, {nameServers: nameServers!, units})}).map(({host, id, severity, what}) => [
			host,
			id,
			severity,
			what,
		]);
	const named = {protocol: 'udp', address: '10.0.0.12', program: 'named'} as const;
	const resolved = {protocol: 'udp', address: '127.0.0.53', program: 'systemd-resolve'} as const;
	t.deepEqual(judged([resolved, {...named, address: '192.168.122.1'}]), []);
	t.deepEqual(judged([resolved, named, named, {...named, protocol: 'tcp', address: '::'}]), [
		['node2', 'port', 'failure', 'port 53 is taken by named (10.0.0.12, udp), named (::, tcp)'],
	]);
	for (const address of ['0.0.0.0', '127.0.0.1']) t.is(judged([{...named, address}]).length, 1, address);
	t.deepEqual(judged([named], ['kinstall-names.service']), []);
	t.deepEqual(judged([named], [], 'zone: {domain: k8s.example}'), []);
});
