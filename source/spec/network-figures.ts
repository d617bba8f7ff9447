/** What follows from the networks that a person types, while they type: pure, and silent about what cannot be understood yet. */
import {nodePrefixOf} from './assign-pod-cidrs.ts';
import {canonicalAddress, canonicalCidr, capacity, type Family, family, nthAddress, parseCidr} from './network.ts';

/** The kubelet's own limit, which the plan leaves as it is. */
const podLimit = 110;
/** The API server uses no more than this of a range of IPv6. */
const serviceLimit = 2 ** 16;

export type PodFigures = {
	readonly cidr: string;
	/** Nodes that fit, each with a range of `prefix`. */
	readonly nodes: number;
	readonly prefix: number;
	readonly podsPerNode: number;
};

export type ServiceFigures = {
	readonly cidr: string;
	/** Services that fit. */
	readonly count: number;
	/** The API server's own Service; absent when the range has no such address. */
	readonly first?: string;
	/** Where pods find the cluster's DNS: the tenth address. */
	readonly dns?: string;
};

/** The addresses of the hosts: the smallest range that has them all. */
export type HostFigures = {readonly cidr: string; readonly count: number};

const known = (cidrs: readonly string[]): string[] => cidrs.filter(cidr => parseCidr(cidr) !== undefined).map(canonicalCidr);

const sizeOf = (prefix: number, kind: Family): number => 2 ** Math.min(52, (kind === 'ipv4' ? 32 : 128) - prefix);

/** @param nodeMask as in cluster.yaml */
export const podFigures = (cidrs: readonly string[], nodeMask = 24): readonly PodFigures[] =>
	known(cidrs).map(cidr => {
		const kind = family(cidr)!;
		const prefix = nodePrefixOf({nodeMask}, kind);
		// The network's own address, the gateway's and the last one are no pod's.
		return {cidr, nodes: capacity(cidr, prefix), prefix, podsPerNode: Math.min(podLimit, sizeOf(prefix, kind) - 3)};
	});

export const serviceFigures = (cidrs: readonly string[]): readonly ServiceFigures[] =>
	known(cidrs).map(cidr => {
		const {prefix, family: kind} = parseCidr(cidr)!;
		const size = sizeOf(prefix, kind);
		// The first address is nobody's, and of IPv4 the last one neither.
		const count = kind === 'ipv4' ? Math.max(0, size - 2) : Math.min(size, serviceLimit) - 1;
		return {cidr, count, ...(size > 2 && {first: nthAddress(cidr, 1)}), ...(size > 11 && {dns: nthAddress(cidr, 10)})};
	});

const around = (addresses: readonly string[]): string => {
	const [one = ''] = addresses;
	const width = one.includes(':') ? 128 : 32;
	const numbers = addresses.map(address => parseCidr(`${address}/${width}`)!.first).sort((a, b) => (a < b ? -1 : 1));
	// What the lowest and the highest one share, all between them share, too.
	const different = (numbers[0]! ^ numbers.at(-1)!).toString(2).replace(/^0$/, '').length;
	return canonicalCidr(`${one}/${width - different}`);
};

export const hostFigures = (addresses: readonly string[]): readonly HostFigures[] => {
	const good = [...new Set(addresses.flatMap(address => canonicalAddress(address) ?? []))];
	return (['ipv4', 'ipv6'] as const).flatMap(kind => {
		const own = good.filter(address => family(address) === kind);
		return own.length === 0 ? [] : [{cidr: around(own), count: own.length}];
	});
};
