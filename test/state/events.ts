import type {Event, SigningRequest} from '../../source/state/event.ts';

type Body = Event extends infer One ? (One extends Event ? Omit<One, 'at' | 'run'> : never) : never;

/** Events as a run would write them, one second apart from 12:00:00. */
export function recorded(bodies: readonly Body[]): readonly Event[] {
	return bodies.map((body, index) => ({...body, at: new Date(Date.UTC(2030, 0, 1, 12, 0, index)).toISOString(), run: 'r1'}) as Event);
}

export const outline: Body = {
	type: 'run-started',
	cluster: 'demo',
	digest: 'a'.repeat(64),
	pid: 4711,
	phases: [
		{id: '00-check', title: 'Check the hosts', hosts: ['node1', 'node2', 'node3']},
		{id: '20-etcd', title: 'Start etcd', hosts: ['node1', 'node2']},
		{id: '55-join', title: 'Join the nodes', hosts: ['node2', 'node3']},
	],
};

export function signingRequest(name: string, change: Partial<SigningRequest> = {}): SigningRequest {
	return {
		name,
		node: 'node2',
		signer: 'kubernetes.io/kube-apiserver-client-kubelet',
		requestor: 'system:bootstrap:abcdef',
		created: '2030-01-01T12:00:00.000Z',
		commonName: 'system:node:node2',
		organizations: ['system:nodes'],
		dnsNames: [],
		ipAddresses: [],
		usages: ['client auth'],
		publicKeySha256: 'b'.repeat(64),
		condition: 'pending',
		verdict: {expected: true, proofs: ['the bootstrap token belongs to node2']},
		...change,
	};
}
