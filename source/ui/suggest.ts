/** Sane defaults, so that Enter on every screen gives a good cluster. Pure. */
import type {Role} from '../spec/types.ts';
import type {Answers, HostAnswer} from './answers.ts';

/** Roles of the host at `index` among `count` new ones: odd etcd members, two or three control planes, one balancer. */
export function suggestRoles(index: number, count: number): readonly Role[] {
	if (count === 1) return ['control-plane', 'etcd', 'worker'];
	if (count === 2) return index === 0 ? ['control-plane', 'etcd', 'worker'] : ['worker'];
	if (count === 3) return index === 2 ? ['control-plane', 'etcd', 'worker', 'balancer'] : ['control-plane', 'etcd', 'worker'];
	if (index === count - 1) return ['balancer'];
	return index < 3 ? ['control-plane', 'etcd'] : ['worker'];
}

/** A name that no host has yet: `node4`. */
export function nextName(taken: ReadonlySet<string>): string {
	for (let number = 1; ; number++) {
		const name = `node${number}`;
		if (!taken.has(name)) return name;
	}
}

/** Where clients find the API server: the balancer, or the only control plane. A balancer beside an API server needs its own port. */
export function suggestEndpoint(hosts: readonly HostAnswer[]): Pick<Answers, 'endpointHost' | 'endpointPort'> {
	const balancer = hosts.find(({roles}) => roles.includes('balancer'));
	const host = balancer ?? hosts.find(({roles}) => roles.includes('control-plane'));
	const shared = balancer?.roles.includes('control-plane') ?? false;
	return {endpointHost: host?.address ?? '', endpointPort: shared ? '8443' : '6443'};
}

/** The answers after a change of the hosts: an endpoint that was never touched follows them. */
export function withHosts(before: Answers, hosts: readonly HostAnswer[]): Answers {
	const suggested = suggestEndpoint(before.hosts);
	const untouched =
		before.endpointHost === '' || (before.endpointHost === suggested.endpointHost && before.endpointPort === suggested.endpointPort);
	return {...before, hosts, ...(untouched ? suggestEndpoint(hosts) : {})};
}
