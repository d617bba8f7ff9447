import test from 'ava';
import fc from 'fast-check';
import {type ClusterSpec, type Role, roles} from '../../source/spec/types.ts';
import {cells} from '../../source/ui/cells.ts';
import {topologyLines} from '../../source/ui/topology-lines.ts';
import {runs} from '../property/settings.ts';

type Ground = Pick<ClusterSpec, 'hosts' | 'endpoint'> & {readonly balancer?: ClusterSpec['balancer']};
const cluster = (endpoint: string, ...own: ReadonlyArray<readonly Role[]>): Ground =>
	({
		endpoint: {host: endpoint, port: 6443},
		hosts: own.map((some, index) => ({name: `node${index + 1}`, address: `10.0.0.${index + 1}`, roles: some})),
	}) as unknown as Ground;
const drawn = (ground: Ground, width = 80) => `\n${topologyLines(ground, width).join('\n')}\n`;

const all = ['control-plane', 'etcd', 'worker'] as const;
const controlPlane = ['control-plane', 'etcd'] as const;

test('one host', t => {
	t.is(
		drawn(cluster('10.0.0.1', all)),
		`
┌ clients, workers ┐   ┌ control planes ┐   ┌ etcd ─┐
│ node1            │──>│ 10.0.0.1:6443  │──>│ node1 │
│                  │   │ node1          │   │       │
└──────────────────┘   └────────────────┘   └───────┘
`,
	);
});

test('three hosts behind a name of the own', t => {
	t.is(
		drawn(cluster('api.example.org', all, all, all)),
		`
┌ clients, workers ┐   ┌ endpoint ────────────┐   ┌ control planes ┐   ┌ etcd ─┐
│ node1            │   │ api.example.org:6443 │   │ node1          │   │ node1 │
│ node2            │──>│                      │──>│ node2          │──>│ node2 │
│ node3            │   │                      │   │ node3          │   │ node3 │
└──────────────────┘   └──────────────────────┘   └────────────────┘   └───────┘
`,
	);
});

test('five hosts with a balancer', t => {
	t.is(
		drawn(cluster('10.0.0.5', controlPlane, controlPlane, ['worker'], ['worker'], ['etcd', 'balancer'])),
		`
┌ clients, workers ┐   ┌ balancer ─────┐   ┌ control planes ┐   ┌ etcd ─┐
│ node3            │   │ 10.0.0.5:6443 │   │ node1          │   │ node1 │
│ node4            │──>│ node5         │──>│ node2          │──>│ node2 │
│                  │   │               │   │                │   │ node5 │
└──────────────────┘   └───────────────┘   └────────────────┘   └───────┘
`,
	);
});

test('two balancers hold a virtual IP, and every node has one of its own', t => {
	const ground = cluster('10.0.0.9', [...all, 'balancer'], [...all, 'balancer'], all);
	const balancer = {kind: 'haproxy', onNodes: true, localPort: 6444, vip: {address: '10.0.0.9', routerId: 51}} as const;
	t.is(
		drawn({...ground, balancer}),
		`
┌ clients, workers ┐   ┌ virtual IP ──────────┐   ┌ control planes ┐   ┌ etcd ─┐
│ node1            │   │ 10.0.0.9:6443        │   │ node1          │   │ node1 │
│ node2            │──>│ node1                │──>│ node2          │──>│ node2 │
│ node3            │   │ node2                │   │ node3          │   │ node3 │
│                  │   │ nodes 127.0.0.1:6444 │   │                │   │       │
└──────────────────┘   └──────────────────────┘   └────────────────┘   └───────┘
`,
	);
	t.regex(drawn({...ground, balancer: {kind: 'nginx', onNodes: false, localPort: 6444}}), /┌ endpoint ─/, 'held by nobody of ours');
	t.regex(
		drawn({...cluster('10.0.0.1', all), balancer: {kind: 'nginx', onNodes: true, localPort: 6444}}),
		/┌ balancer ─.*┌ control planes/,
	);
});

test('a thousand hosts are no larger', t => {
	const workers = Array<readonly Role[]>(996).fill(['worker']);
	t.is(
		drawn(cluster('10.0.0.4', controlPlane, controlPlane, controlPlane, ['balancer'], ...workers), 76),
		`
┌ clients, workers ┐   ┌ balancer ─────┐   ┌ control planes ┐   ┌ etcd ─┐
│ node5            │   │ 10.0.0.4:6443 │   │ node1          │   │ node1 │
│ node6            │──>│ node4         │──>│ node2          │──>│ node2 │
│ and 994 more     │   │               │   │ node3          │   │ node3 │
└──────────────────┘   └───────────────┘   └────────────────┘   └───────┘
`,
	);
});

test('whatever the hosts and the width, lines are equally long and fit', t => {
	const some = fc.array(fc.uniqueArray(fc.constantFrom(...roles), {minLength: 1}), {minLength: 1, maxLength: 12});
	fc.assert(
		fc.property(
			some,
			fc.constantFrom('10.0.0.1', '10.0.0.3', 'a-long-name-of-an-endpoint.example.org', 'fd00::1'),
			fc.integer({min: 80, max: 300}),
			(own, endpoint, width) => {
				const lines = topologyLines(cluster(endpoint, ...own), width);
				t.is(new Set(lines.map(cells)).size, 1);
				t.true(cells(lines[0]!) <= width);
				t.true(lines.length <= 7);
			},
		),
		runs(200),
	);
});
