/** Specs as people write them, most of them right and some with one mistake. */
import fc from 'fast-check';
import {releases} from '../../source/catalog/releases.ts';
import {flaggedDaemons} from '../../source/spec/types.ts';

type Value = Record<string, unknown>;

/** Words that YAML may take for something else. */
const word = fc.oneof(
	fc.stringMatching(/^[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4})?$/),
	fc.constantFrom('true', 'null', 'no', 'on', '0x1f', '1e3', '007', '12', 'y', 'nan'),
);

const families = fc.constantFrom<readonly ('ipv4' | 'ipv6')[]>(['ipv4'], ['ipv4'], ['ipv6'], ['ipv4', 'ipv6'], ['ipv6', 'ipv4']);
const ranges = {pods: {ipv4: '10.244.0.0/16', ipv6: 'fd10:244::/48'}, services: {ipv4: '10.96.0.0/16', ipv6: 'fd10:96::/108'}} as const;
const address = {ipv4: (n: number) => `10.88.0.${n + 11}`, ipv6: (n: number) => `fd00:88::${n + 11}`} as const;

const host = fc.record({
	name: word,
	controlPlane: fc.boolean(),
	worker: fc.boolean(),
	balancer: fc.constantFrom(false, false, true),
	node: fc.constantFrom(undefined, undefined, undefined, false),
	labels: fc.dictionary(word, fc.oneof(word, fc.constant(''), fc.stringMatching(/^[A-Z]([a-z._]{0,3}[0-9])?$/)), {maxKeys: 2}),
});

const flags = fc.dictionary(fc.constantFrom('v', 'vmodule', 'x-own'), fc.stringMatching(/^[a-zA-Z0-9%=,:*@{}|&#()+-]{0,10}$/), {
	maxKeys: 2,
});

const text = fc.oneof(
	fc.constantFrom('Example, Inc.', 'Straße + Ö', "O'Neil", '"quoted"', 'a=b/c', '#1'),
	fc.stringMatching(/^[A-Za-z0-9]{1,12}$/),
);

const shape = fc.record({
	name: word,
	minor: fc.constantFrom(...releases.map(({minor}) => minor)),
	domain: fc.constantFrom('cluster.local', 'example.org', 'null.true'),
	families,
	hosts: fc.array(host, {minLength: 1, maxLength: 6}),
	members: fc.constantFrom(1, 3, 5),
	endpoint: fc.constantFrom('host', 'name', 'vip'),
	names: fc.constantFrom([], ['api.example.org', '192.0.2.7'], ['fd00:1::7']),
	pki: fc.record({
		authorities: fc.constantFrom('three', 'one'),
		days: fc.integer({min: 1, max: 3650}),
		own: fc.constantFrom(
			{},
			{},
			{ca: {certificate: 'ca.crt'}},
			{ca: {certificate: 'ca.crt', key: 'ca.key'}},
			{'etcd-ca': {certificate: 'etcd.crt'}},
		),
		subject: fc.record({country: fc.constant('DE'), state: text, locality: text, organization: text, unit: text}, {requiredKeys: []}),
	}),
	security: fc.record({
		audit: fc.constantFrom('none', 'metadata'),
		auditLog: fc.record({maxSize: fc.integer({min: 1, max: 10_000})}, {requiredKeys: []}),
		encryption: fc.constantFrom('none', 'secretbox', 'aescbc'),
		nonRoot: fc.boolean(),
		approver: fc.boolean(),
	}),
	extraFlags: fc.record(Object.fromEntries(flaggedDaemons.map(daemon => [daemon, flags])), {requiredKeys: []}),
	cni: fc.constantFrom('routed', 'flannel', 'calico', 'none'),
	dns: fc.constantFrom('coredns', 'none'),
	mistake: fc.constantFrom(...Array.from({length: 30}, (_, index) => (index < 24 ? -1 : index - 24))),
});

type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

const hostsOf = ({hosts, families: [first = 'ipv4', second], members}: Shape): Value[] =>
	hosts.map(({name, controlPlane, worker, balancer, node, labels}, index) => {
		const etcd = index < Math.min(members, hosts.length - ((hosts.length + 1) % 2));
		const roles = [
			...(controlPlane || index === 0 ? ['control-plane'] : []),
			...(etcd ? ['etcd'] : []),
			...(worker || index === hosts.length - 1 ? ['worker'] : []),
			...(balancer ? ['balancer'] : []),
		];
		return {
			name: `${name}-${index}`.replace(/^(true|null|no|on|0x1f|1e3|007|12|y|nan)-0$/, '$1'),
			address: address[first](index),
			...(second && {addresses: [address[second](index)]}),
			roles: roles.length > 0 ? roles : ['worker'],
			...(node === false && !worker && index < hosts.length - 1 && {node}),
			labels,
		};
	});

const endpointOf = (one: Shape): Value => {
	const [first = 'ipv4'] = one.families;
	const host = {host: address[first](0), name: 'api.example.org', vip: address[first](100)}[one.endpoint as 'host' | 'name' | 'vip'];
	// A balancer beside an API server needs a port of its own.
	return {host, port: one.hosts.some(({balancer}) => balancer) && one.endpoint !== 'host' ? 8443 : one.hosts[0]!.balancer ? 8443 : 6443};
};

/** One mistake each; a parser that lets one through must still give a plan whose files are right. */
const mistakes: ReadonlyArray<(spec: Value, hosts: Value[]) => void> = [
	(_, hosts) => Object.assign(hosts.at(-1)!, {address: hosts[0]!['address'], addresses: []}),
	spec => Object.assign(spec, {network: {pods: ['10.88.0.0/16'], services: ['10.96.0.0/16']}}),
	(_, hosts) => Object.assign(hosts.at(-1)!, {name: 'bad name\n[Service]'}),
	spec => Object.assign(spec, {extraFlags: {kubelet: {v: '1\nExecStartPre=/bin/false'}}}),
	(_, hosts) => Object.assign(hosts.at(-1)!, {labels: {'a b': '$(id)'}}),
	spec => Object.assign(spec, {kubernetes: 'v1.99.0'}),
];

const specOf = (one: Shape): string => {
	const hosts = hostsOf(one);
	const spec: Value = {
		apiVersion: 'kinstall/v1',
		name: one.name,
		kubernetes: `v${one.minor}.3`,
		domain: one.domain,
		endpoint: endpointOf(one),
		network: {pods: one.families.map(family => ranges.pods[family]), services: one.families.map(family => ranges.services[family])},
		hosts,
		pki: {...one.pki, key: 'ecdsa-p256', caDays: 3650, names: one.names},
		security: one.security,
		extraFlags: one.extraFlags,
		cni: {kind: one.cni},
	};
	mistakes[one.mistake]?.(spec, hosts);
	return JSON.stringify(spec);
};

/** The text of a cluster.yaml, as JSON, which is YAML. */
export const arbitrarySpec: fc.Arbitrary<string> = shape.map(specOf);
