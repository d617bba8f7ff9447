/** What a run of five hosts says, as far as a screen must show it; generated, one event a second. */
import type {Event} from '../../source/state/event.ts';
import {recorded, signingRequest} from '../state/events.ts';

const hosts = ['node1', 'node2', 'node3', 'node4', 'node5'];
const phases = [
	{id: '00-check', title: 'Check the hosts', hosts},
	{id: '05-prepare', title: 'Prepare the hosts', hosts},
	{id: '10-binaries', title: 'Copy binaries', hosts},
	{id: '15-certificates', title: 'Copy certificates', hosts},
	{id: '20-etcd', title: 'Start etcd', hosts: ['node1', 'node2', 'node5']},
	{id: '25-balancer', title: 'Start the balancer', hosts: ['node5']},
	{id: '30-apiserver', title: 'Start kube-apiserver', hosts: ['node1', 'node2']},
	{id: '50-join', title: 'Join the nodes', hosts: ['node1', 'node2', 'node3', 'node4']},
	{id: '90-verify', title: 'Verify the cluster', hosts: ['node1']},
];

const phaseEvents = (id: string, names: readonly string[]) => [
	{type: 'phase-started' as const, phase: id},
	...names.flatMap(host => [
		{type: 'task-started' as const, phase: id, host},
		{type: 'command-started' as const, phase: id, host, id: `${id} ${host}`, command: `systemctl is-active ${id.slice(3)} --on ${host}`},
		{
			type: 'output' as const,
			phase: id,
			host,
			id: `${id} ${host}`,
			stream: 'stdout' as const,
			text: `${host} is active \u001B[32m✓\u001B[0m 日本語\n`,
		},
		{type: 'task-ended' as const, phase: id, host, outcome: 'done' as const},
	]),
	{type: 'phase-ended' as const, phase: id, outcome: 'done' as const},
];

export const clientRequests = ['node1', 'node2', 'node3', 'node4'].map((node, index) =>
	signingRequest(`csr-${index + 1}`, {
		node,
		commonName: `system:node:${node}`,
		requestor: `system:bootstrap:token${index}`,
		verdict: {expected: true, proofs: [`the bootstrap token was given to ${node} alone`]},
	}),
);

export const strangeRequest = signingRequest('csr-9', {
	node: 'node9',
	signer: 'kubernetes.io/kubelet-serving',
	requestor: 'system:node:node9',
	commonName: 'system:node:node9',
	dnsNames: ['node9'],
	ipAddresses: ['10.0.0.99'],
	verdict: {expected: false, reasons: ['no host of the cluster is called node9'], proofs: []},
});

const began: Parameters<typeof recorded>[0][number] = {type: 'run-started', cluster: 'demo', digest: 'e'.repeat(64), pid: 4711, phases};

/** Up to the moment in which the nodes have asked for certificates, one of them unexpected. */
export const untilRequests: readonly Event[] = recorded([
	began,
	...phases.slice(0, 7).flatMap(({id, hosts: names}) => phaseEvents(id, names)),
	{type: 'phase-started', phase: '50-join'},
	...phases[7]!.hosts.map(host => ({type: 'task-started' as const, phase: '50-join', host})),
	{type: 'waiting', phase: '50-join', host: 'node1', what: 'your approval'},
	{type: 'signing-requests', requests: [...clientRequests, strangeRequest]},
]);

/** As `untilRequests`, with two hundred requests, every fourth of which is decided. */
export const manyRequests: readonly Event[] = [
	...untilRequests.slice(0, -1),
	...recorded([
		{
			type: 'signing-requests',
			requests: Array.from({length: 200}, (_, index) => ({
				...clientRequests[0]!,
				name: `csr-${1000 + index}`,
				node: `host${1000 + index}`,
				condition: index % 4 === 0 ? ('issued' as const) : ('pending' as const),
			})),
		},
	]),
];

/** A phase that has failed on one host; the run waits for a retry. */
export const failed: readonly Event[] = recorded([
	began,
	...phases.slice(0, 4).flatMap(({id, hosts: names}) => phaseEvents(id, names)),
	{type: 'phase-started', phase: '20-etcd'},
	{type: 'task-started', phase: '20-etcd', host: 'node2'},
	{type: 'output', phase: '20-etcd', host: 'node2', id: '1', stream: 'stderr', text: 'etcd: no space left on device'},
	{
		type: 'task-ended',
		phase: '20-etcd',
		host: 'node2',
		outcome: 'failed',
		reason: 'the disk of /var/lib/etcd is full',
		next: 'free 2 GiB, then retry',
	},
	{type: 'phase-ended', phase: '20-etcd', outcome: 'failed'},
]);

/** As a run ends that waits for nobody. */
export const failedAndEnded: readonly Event[] = [
	...failed,
	...recorded([{type: 'run-ended', outcome: 'failed', changed: 12, reason: 'etcd did not start on node2'}]),
];

const status = {
	componentStatuses:
		'NAME                 STATUS    MESSAGE             ERROR\nscheduler            Healthy   ok\ncontroller-manager   Healthy   ok\netcd-0               Healthy   {"health":"true"}\n',
	nodes: `NAME    STATUS   ROLES    AGE   VERSION   INTERNAL-IP   OS-IMAGE\n${hosts
		.slice(0, 4)
		.map((host, index) => `${host}   Ready    <none>   20s   v1.20.2   10.0.0.1${index + 1}     Debian GNU/Linux 12`)
		.join('\n')}\n`,
	readyNodes: 4,
	totalNodes: 4,
	probes: hosts.map(host => ({host, what: 'readyz', healthy: host !== 'node5', detail: host === 'node5' ? 'connection refused' : 'ok'})),
};

export const finished: readonly Event[] = recorded([
	{type: 'status', status},
	{type: 'run-ended', outcome: 'done', changed: 42},
]);
