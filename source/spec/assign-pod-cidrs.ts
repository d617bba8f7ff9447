import {family, nthSubnet} from './network.ts';
import type {ClusterSpec} from './types.ts';

/** Prefix length of one node's pod range: 256 addresses, or one subnet of IPv6. */
export const nodePrefix = {ipv4: 24, ipv6: 64} as const;

/**
 * The pod ranges of each node, one of every family, by host name: the nth node of the file gets the nth range.
 * Throws a RangeError when they do not fit, which parseSpec reports as a problem first.
 */
export const podCidrs = (spec: Pick<ClusterSpec, 'hosts' | 'network'>): Record<string, string[]> =>
	Object.fromEntries(
		spec.hosts
			.filter(host => host.node)
			.map((host, index) => [host.name, spec.network.pods.map(pods => nthSubnet(pods, nodePrefix[family(pods)!], index))]),
	);
