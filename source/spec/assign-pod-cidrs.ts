import {contains, type Family, family, nthSubnet, parseCidr} from './network.ts';
import type {ClusterSpec} from './types.ts';

type Network = Pick<ClusterSpec['network'], 'nodeMask'>;

/** Prefix length of one node's pod range; of IPv6 it is one subnet. */
export const nodePrefixOf = ({nodeMask}: Network, kind: Family): number => (kind === 'ipv4' ? nodeMask : 64);

/** The pod ranges of hosts by name, one of every family in the order of `network.pods`. */
export type PodCidrs = Readonly<Record<string, readonly string[]>>;

/** What was given, as JSON has it. Throws a TypeError when it is anything else. */
export const readGiven = (value: unknown): PodCidrs => {
	const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
	const cidrs = isMap ? Object.values(value).flatMap(list => (Array.isArray(list) ? list : [undefined])) : [undefined];
	const wrong = cidrs.find(cidr => typeof cidr !== 'string' || parseCidr(cidr) === undefined);
	if (cidrs.includes(undefined) || wrong !== undefined) throw new TypeError(JSON.stringify(wrong ?? value));
	return value as PodCidrs;
};

const fits = (network: ClusterSpec['network'], cidrs: readonly string[]): boolean =>
	cidrs.length === network.pods.length &&
	network.pods.every((pods, index) => {
		const cidr = parseCidr(cidrs[index]!);
		return cidr?.prefix === nodePrefixOf(network, family(pods)!) && contains(pods, cidrs[index]!.split('/')[0]!);
	});

/** Hands out subnets that nobody has, the lowest first. Throws a RangeError when there are no more. */
const freeSubnets = (network: ClusterSpec['network'], taken: readonly (readonly string[])[]) => {
	const used = network.pods.map((_, index) => new Set(taken.map(cidrs => cidrs[index])));
	const next = network.pods.map(() => 0);
	return (): string[] =>
		network.pods.map((pods, index) => {
			const prefix = nodePrefixOf(network, family(pods)!);
			for (;;) {
				const subnet = nthSubnet(pods, prefix, next[index]!++);
				if (!used[index]!.has(subnet)) return subnet;
			}
		});
};

const orNone = <T>(work: () => T): T | undefined => {
	try {
		return work();
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
};

/**
 * The pod ranges of each node, and after them those of hosts that had one and are no nodes any more: while others have
 * routes to them they are given to nobody else, unless nothing else is left. New nodes get the lowest free ranges, in the order of the file.
 * @param before what was given earlier; what does not fit the network any more counts for nothing
 * @throws RangeError when they do not fit, which parseSpec reports as a problem first
 */
export const podCidrs = ({hosts, network}: Pick<ClusterSpec, 'hosts' | 'network'>, before: PodCidrs = {}): PodCidrs => {
	const names = hosts.filter(host => host.node).map(({name}) => name);
	const known = Object.entries(before).filter(([, cidrs]) => fits(network, cidrs));
	const kept = new Map(known.filter(([name]) => names.includes(name)));
	const gone = known.filter(([name]) => !kept.has(name));
	const free = freeSubnets(network, [...kept.values(), ...gone.map(([, cidrs]) => cidrs)]);
	const again: string[] = [];
	const given = names.map((name): [string, readonly string[]] => {
		const cidrs = kept.get(name) ?? orNone(free) ?? gone.find(([other]) => !again.includes(other) && again.push(other))?.[1];
		if (!cidrs) throw new RangeError(`${network.pods.join(', ')} has no range for ${name}`);
		return [name, cidrs];
	});
	return Object.fromEntries([...given, ...gone.filter(([name]) => !again.includes(name))]);
};
