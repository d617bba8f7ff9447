import type {CertificateSeen, ClusterStatus} from '../../source/state/cluster-status.ts';

const day = 86_400_000;
const daemons: Readonly<Record<string, readonly string[]>> = {
	node1: [
		'etcd',
		'kube-apiserver livez',
		'kube-apiserver readyz',
		'kube-controller-manager',
		'kube-scheduler',
		'containerd',
		'kubelet',
		'kube-proxy',
	],
	node3: ['containerd', 'kubelet', 'kube-proxy'],
	node5: ['etcd', 'balancer'],
};

/** A certificate of a year of which so many days are left. */
export const certificate = (commonName: string, days: number, now = Date.now()): CertificateSeen => ({
	commonName,
	issuer: 'kubernetes-ca',
	authority: false,
	serial: '4f2a',
	fingerprint: `${commonName}${days}`,
	notBefore: new Date(now - (365 - days) * day).toISOString(),
	notAfter: new Date(now + days * day + 3_600_000).toISOString(),
	places: [{host: 'node1', path: `/etc/kubernetes/pki/${commonName}.crt`}],
});

/** Three hosts on which all is well, looked at just now. */
export function aStatus(change: Partial<ClusterStatus> = {}): ClusterStatus {
	const seen = new Date().toISOString();
	const own = {leader: true, term: 7, index: 4711, size: 2_100_000, used: 1_000_000, version: '3.4.13'};
	return {
		componentStatuses: 'NAME                 STATUS    MESSAGE             ERROR\nscheduler            Healthy   ok\n',
		nodes: 'NAME    STATUS   ROLES\nnode1   Ready    <none>\nnode3   Ready    <none>\n',
		readyNodes: 2,
		totalNodes: 2,
		probes: Object.entries(daemons).flatMap(([host, kinds]) => kinds.map(what => ({host, what, healthy: true, detail: ''}))),
		seen,
		hosts: Object.keys(daemons).map(host => ({host, seen})),
		leases: [
			{name: 'kube-controller-manager', holder: 'node1_a1b2', age: 0.4, duration: 15},
			{name: 'kube-scheduler', holder: 'node1_c3d4', age: 1.2, duration: 15},
		],
		etcd: {
			members: [
				{id: 'aa01', name: 'node1', learner: false, own},
				{id: 'aa05', name: 'node5', learner: false, own: {...own, leader: false}},
			],
			alarms: [],
		},
		certificates: [certificate('kube-apiserver', 20), certificate('kube-scheduler', 300)],
		pendingRequests: 0,
		...change,
	};
}
