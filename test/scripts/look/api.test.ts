import test from 'ava';
import {readApi, readLeases} from '../../../scripts/lib/look/api.ts';

const lease = (name: string, holderIdentity: string, renewTime: string) => ({
	apiVersion: 'coordination.k8s.io/v1',
	kind: 'Lease',
	metadata: {name, namespace: 'kube-system'},
	spec: {acquireTime: '2030-01-01T10:00:00.000000Z', holderIdentity, leaseDurationSeconds: 15, leaseTransitions: 0, renewTime},
});
const now = Date.parse('2030-01-01T12:00:02.500Z');
const ok = (text: string) => ({ok: true, text});

test('a lease tells its holder, and how long ago it was renewed by the clock of the host', t => {
	const items = [
		lease('kube-controller-manager', 'node1_1', '2030-01-01T12:00:01.250000Z'),
		lease('kube-scheduler', 'node2_2', '2030-01-01T11:59:02.500000Z'),
	];
	t.deepEqual(readLeases(JSON.stringify({kind: 'List', items}), now), [
		{name: 'kube-controller-manager', holder: 'node1_1', age: 1.25, duration: 15},
		{name: 'kube-scheduler', holder: 'node2_2', age: 60, duration: 15},
	]);
	t.is(readLeases(JSON.stringify(items[0]), now).length, 1, 'one alone is no list');
	t.deepEqual(readLeases('', now), []);
});

test('what the API server said is taken apart, and kubectl get cs stays as printed', t => {
	const seen = readApi({
		ready: ok('ok'),
		componentStatuses: ok('NAME STATUS\netcd-0   Healthy   {"health":"true"}   '),
		nodes: ok('NAME STATUS\nnode1 Ready\nnode2 NotReady\nnode3 Ready,SchedulingDisabled'),
		leases: ok(''),
		pending: ok('xxx'),
		addons: ok(
			[
				'coredns Deployment kube-system coredns 2 1',
				'metrics-server APIService - v1beta1.metrics.k8s.io 1 0 no answer: timed out',
				'own-app APIService - v1.example.org 1 ',
				'flannel DaemonSet kube-flannel kube-flannel-ds 3 3',
				'cert-manager ClusterIssuer - office 1 0 Error getting keypair for CA issuer',
				'',
			].join('\n'),
		),
		now: ok(String(now)),
	});
	t.is(seen.componentStatuses, 'NAME STATUS\netcd-0   Healthy   {"health":"true"}\n');
	t.is(seen.readyNodes, 2);
	t.is(seen.pendingRequests, 3);
	t.deepEqual(seen.addons, [
		{addon: 'coredns', object: 'Deployment kube-system coredns', wanted: 2, ready: 1},
		{addon: 'metrics-server', object: 'APIService - v1beta1.metrics.k8s.io', wanted: 1, ready: 0, said: 'no answer: timed out'},
		{addon: 'own-app', object: 'APIService - v1.example.org', wanted: 1, ready: 0},
		{addon: 'flannel', object: 'DaemonSet kube-flannel kube-flannel-ds', wanted: 3, ready: 3},
		{addon: 'cert-manager', object: 'ClusterIssuer - office', wanted: 1, ready: 0, said: 'Error getting keypair for CA issuer'},
	]);
});
