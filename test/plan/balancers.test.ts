import test from 'ava';
import {haproxyConfig} from '../../source/catalog/configs/haproxy.ts';
import {keepalivedConfig} from '../../source/catalog/configs/keepalived.ts';
import {nginxConfig} from '../../source/catalog/configs/nginx.ts';
import {balancerAnswers, etcdUrls} from '../../source/catalog/topology.ts';
import type {Facts} from '../../source/plan/facts.ts';
import {notesOn} from '../../source/plan/notes.ts';
import {phases} from '../../source/plan/phases.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';

const specOf = (endpoint: string, roles: readonly string[], more = ''): ClusterSpec => {
	const hosts = roles.map((own, index) => `  - {name: node${index + 1}, address: 10.0.0.1${index + 1}, roles: [${own}]}\n`).join('');
	const text = `apiVersion: kinstall/v1
name: demo
kubernetes: v1.20.2
endpoint: ${endpoint}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
${hosts}${more}`;
	const parsed = parseSpec(text, 'cluster.yaml');
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	return parsed.spec;
};

const shared = ['control-plane, etcd, balancer', 'control-plane, balancer', 'control-plane', 'worker'];
const vip = '{host: 10.0.0.100, port: 8443}';
const place = (spec: ClusterSpec, index: number, facts?: Partial<Facts>) => ({spec, host: spec.hosts[index]!, facts: facts as Facts});
const hostsOf = (spec: ClusterSpec, id: string) =>
	phases
		.find(phase => phase.id === id)!
		.hosts(spec)
		.map(({name}) => name);
const about = ['endpointOutside', 'vipAlone', 'balancersIdle'];
const notes = (spec: ClusterSpec) => notesOn(spec, {certificates: {}, contents: {}}, {}).filter(({id}) => about.includes(id));

test('several balancers hold an endpoint that is no host’s; one does not, unless told to', t => {
	const several = specOf(vip, shared);
	t.deepEqual(several.balancer, {kind: 'nginx', onNodes: false, localPort: 6444, vip: {address: '10.0.0.100', routerId: 51}});
	t.deepEqual(hostsOf(several, '26-vip'), ['node1', 'node2']);
	t.deepEqual(notes(several), []);

	const single = specOf(vip, [shared[0]!, 'worker']);
	t.is(single.balancer.vip, undefined);
	t.deepEqual(notes(single), [{id: 'endpointOutside', values: ['10.0.0.100:8443', '10.0.0.11:8443']}]);

	const told = specOf(vip, [shared[0]!, 'worker'], 'balancer: {vip: {kind: keepalived}}\n');
	t.is(told.balancer.vip?.address, '10.0.0.100');
	t.deepEqual(notes(told), [{id: 'vipAlone', values: ['10.0.0.100', 'node1']}]);

	const refused = specOf(vip, shared, 'balancer: {vip: {kind: none}}\n');
	t.deepEqual(hostsOf(refused, '26-vip'), []);
	t.deepEqual(notes(refused), [{id: 'endpointOutside', values: ['10.0.0.100:8443', '10.0.0.11:8443, 10.0.0.12:8443']}]);
});

test('several balancers of which clients know one are noted; an endpoint of nobody without balancers leads to the API servers', t => {
	t.deepEqual(notes(specOf('{host: 10.0.0.12, port: 8443}', shared)), [
		{id: 'balancersIdle', values: ['10.0.0.12', 'node2', 'node1, node2']},
	]);
	t.deepEqual(notes(specOf('{host: api.example.org}', ['control-plane, etcd', 'control-plane'])), [
		{id: 'endpointOutside', values: ['api.example.org:6443', '10.0.0.11:6443, 10.0.0.12:6443']},
	]);
	const named = specOf('{host: api.example.org, port: 8443}', shared, 'balancer: {vip: {address: 10.0.0.100}}\n');
	t.deepEqual(notes(named), [{id: 'endpointOutside', values: ['api.example.org:8443', '10.0.0.100:8443']}]);
});

test('a balancer on every node stands on nodes and balancers, and listens where each needs it', t => {
	const spec = specOf(vip, [...shared, 'balancer'], 'balancer: {kind: haproxy, onNodes: true}\n');
	t.deepEqual(hostsOf(spec, '25-balancer'), ['node1', 'node2', 'node3', 'node4', 'node5']);
	const binds = (index: number) => [...haproxyConfig(place(spec, index)).matchAll(/^\tbind (.*)$/gm)].map(([, at]) => at);
	t.deepEqual(binds(0), ['0.0.0.0:8443', '127.0.0.1:6444', '127.0.0.1:6445']);
	t.deepEqual(binds(3), ['127.0.0.1:6444']);
	t.deepEqual(binds(4), ['0.0.0.0:8443', '127.0.0.1:6445']);
	const listens = (index: number) => [...nginxConfig(place(spec, index)).matchAll(/^\t\tlisten (.*);$/gm)].map(([, at]) => at);
	t.deepEqual(listens(0), ['8443', '127.0.0.1:6444', '127.0.0.1:6445']);
	t.deepEqual(listens(3), ['127.0.0.1:6444']);
});

test('a balancer is asked on loopback, in each family of the host’s addresses', t => {
	const asked = (hosts: string) => {
		const ranges = hosts.startsWith('fd')
			? 'pods: ["fd10::/56"], services: ["fd96::/112"]'
			: 'pods: [10.244.0.0/16], services: [10.96.0.0/16]';
		const parsed = parseSpec(
			`apiVersion: kinstall/v1
name: demo
kubernetes: v1.37.1
endpoint: {host: "${hosts.split('"')[0]}", port: 8443}
network: {${ranges}}
hosts: [{name: node1, address: "${hosts}, roles: [control-plane, etcd, balancer]}]
balancer: {kind: haproxy, onNodes: true}
`,
			'cluster.yaml',
		);
		if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
		return balancerAnswers(parsed.spec, parsed.spec.hosts[0]!);
	};
	t.deepEqual(asked('10.0.0.11"'), ['127.0.0.1/8443', '127.0.0.1/6444']);
	t.deepEqual(asked('10.0.0.11", addresses: ["fd00::11"]'), ['127.0.0.1/8443', '::1/8443', '127.0.0.1/6444']);
	t.deepEqual(asked('fd00::11"'), ['::1/8443', '127.0.0.1/6444']);
});

test('haproxy asks every API server by the cluster’s authority, under a name that only API servers have', t => {
	const config = haproxyConfig(place(specOf(vip, shared, 'balancer: {kind: haproxy}\n'), 0));
	t.deepEqual(
		[...config.matchAll(/^\tserver (.*)$/gm)].map(([, server]) => server),
		['node1 10.0.0.11:6443', 'node2 10.0.0.12:6443', 'node3 10.0.0.13:6443'],
	);
	t.regex(config, /check-ssl .*verify required ca-file \/etc\/kinstall\/balancer\/ca\.crt verifyhost kubernetes/);
	t.notRegex(config, /verify none/);
});

test('an authority of one’s own may be no root, by which OpenSSL verifies nothing: it is not asked to', t => {
	const own = specOf(vip, shared, 'pki: {own: {ca: {certificate: ca.crt, key: ca.key}}}\n');
	t.regex(haproxyConfig(place(own, 0)), /check-sni kubernetes verify none\n/);
	t.notRegex(nginxConfig(place(own, 0)), /proxy_ssl_verify/);
	t.regex(nginxConfig(place(specOf(vip, shared), 0)), /proxy_ssl_verify on;/);
});

test('behind haproxy API servers keep to the etcd member of their own host, which haproxy then asks for', t => {
	const membersOf = (spec: ClusterSpec) => etcdUrls(spec, spec.hosts[1]!);
	const pathOf = (spec: ClusterSpec) => /option httpchk GET (.*)/.exec(haproxyConfig(place(spec, 0)))![1];
	const stacked = ['control-plane, etcd, balancer', 'control-plane, etcd, balancer', 'control-plane, etcd', 'worker'];
	const members = ['https://10.0.0.11:2379', 'https://10.0.0.12:2379', 'https://10.0.0.13:2379'];
	const haproxy = 'balancer: {kind: haproxy}\n';
	const whole = specOf(vip, stacked, haproxy);
	t.deepEqual(membersOf(whole), ['https://10.0.0.12:2379']);
	t.is(pathOf(whole), '/readyz');
	t.deepEqual(membersOf(specOf(vip, stacked)), members, 'nginx asks nobody');
	t.deepEqual(
		membersOf(specOf('{host: 10.0.0.11}', ['control-plane, etcd', 'etcd', 'etcd'])),
		members,
		'the only API server outlives its member',
	);
	const outside = specOf(
		'{host: api.example.org}',
		['control-plane, etcd', 'control-plane, etcd', 'control-plane, etcd'],
		'balancer: {kind: haproxy, onNodes: true}\n',
	);
	t.deepEqual(membersOf(outside), members, 'nobody knows what the other balancer asks');
	const apart = specOf(vip, ['control-plane, balancer, etcd', 'control-plane, balancer', 'etcd', 'etcd'], haproxy);
	t.deepEqual(membersOf(apart), [members[0]!, members[2]!, 'https://10.0.0.14:2379']);
	t.is(pathOf(apart), '/readyz?exclude=etcd&exclude=etcd-readiness');
});

test('keepalived speaks to its peers alone, on the interface that has the host’s address', t => {
	const spec = specOf(vip, shared);
	const config = keepalivedConfig(place(spec, 1, {devices: {'10.0.0.12': 'ens3'}}));
	t.regex(config, /unicast_src_ip 10\.0\.0\.12\n\tunicast_peer \{\n\t\t10\.0\.0\.11\n\t\}/);
	t.regex(config, /interface ens3\n\tvirtual_router_id 51/);
	t.regex(config, /10\.0\.0\.100\/32 dev ens3/);
	t.notRegex(config, /auth_pass|nopreempt/);
	const told = specOf(vip, shared, 'balancer: {vip: {interface: bond0, routerId: 7}}\n');
	t.regex(keepalivedConfig(place(told, 0, {devices: {'10.0.0.11': 'ens3'}})), /interface bond0\n\tvirtual_router_id 7/);
});

test('a virtual IP of the second family goes between the addresses of that family', t => {
	const hosts = ['control-plane, etcd, balancer], addresses: ["fd00::11"', 'balancer], addresses: ["fd00::12"'];
	const spec = specOf('{host: "fd00::100", port: 8443}', hosts);
	const config = keepalivedConfig(place(spec, 0));
	t.regex(config, /unicast_src_ip fd00::11\n\tunicast_peer \{\n\t\tfd00::12\n/);
	t.regex(config, /fd00::100\/128 dev eth0/);
	t.regex(haproxyConfig(place(spec, 0)), /bind \[::\]:8443 v6only/);
});
