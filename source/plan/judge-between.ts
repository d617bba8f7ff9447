import {overlaps} from '../spec/network.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {deviceOf, prefixOf} from './device-of.ts';
import type {Finding} from './finding.ts';
import {finding, type Interface, type Looks, type Route, type Words} from './judge-looks.ts';

/** Seconds between two hosts' clocks that etcd complains of. */
const apart = 1;

type Seen = {readonly host: Host; readonly look: Looks};

/** Hosts that have what an earlier one has. An empty value is nobody's. */
const twins = (
	seen: readonly Seen[],
	of: (seen: Seen) => string | undefined,
	id: string,
	words: (value: string, other: string) => Words,
) => {
	const first = new Map<string, string>();
	return seen.flatMap((one): Finding[] => {
		const value = of(one);
		if (value === undefined || value === '') return [];
		const other = first.get(value);
		if (other !== undefined) return [finding(one.host, id, 'warning', words(value, other))];
		first.set(value, one.host.name);
		return [];
	});
};

/** The interface of the network that the host's address is of. */
const interfaceOf = ({host, look}: Seen): Interface | undefined => {
	const device = deviceOf(look.routes, host.address);
	return device === undefined ? undefined : look.interfaces[device];
};

/** Clocks, one against the middle one of all. What is far off ours was told already. */
const clocks = (seen: readonly Seen[]): Finding[] => {
	const sorted = seen.toSorted((one, other) => one.look.clock - other.look.clock);
	const middle = sorted[Math.floor(sorted.length / 2)];
	return seen.flatMap(({host, look}) => {
		const offset = look.clock - (middle?.look.clock ?? 0);
		if (Math.abs(offset) <= apart || Math.abs(look.clock) > 2) return [];
		return [finding(host, 'clocks', 'warning', texts.run.check.clocks(offset, middle!.host.name))];
	});
};

const mtus = (seen: readonly Seen[]): Finding[] => {
	const known = seen.flatMap(one => ({host: one.host, mtu: interfaceOf(one)?.mtu ?? 0})).filter(({mtu}) => mtu > 0);
	const groups = Map.groupBy(known, ({mtu}) => mtu);
	const [usual] = [...groups.values()].sort((one, other) => other.length - one.length)[0] ?? [];
	return known.flatMap(({host, mtu}) =>
		usual === undefined || mtu === usual.mtu ? [] : [finding(host, 'mtu', 'warning', texts.run.check.mtu(mtu, usual.host.name, usual.mtu))],
	);
};

/** Routes that a host has already into what will be the cluster's. One narrower than the range takes addresses from it. */
const routes = (spec: ClusterSpec, {host, look}: Seen): Finding[] => {
	// After an install the routes are the cluster's own.
	if (look.units.length > 0) return [];
	const ranges = [
		...spec.network.pods.map(cidr => ({cidr, what: texts.spec.reasons.pods})),
		...spec.network.services.map(cidr => ({cidr, what: texts.spec.reasons.services})),
	];
	const clash = ({to, device}: Route, {cidr, what}: (typeof ranges)[number]) => {
		const severity = prefixOf(to) >= prefixOf(cidr) ? 'failure' : 'warning';
		return finding(host, 'route', severity, texts.run.check.route(to, device, cidr, what, severity === 'failure'));
	};
	return look.routes
		.filter(({to}) => prefixOf(to) > 0)
		.flatMap(route => ranges.filter(({cidr}) => overlaps(route.to, cidr)).map(range => clash(route, range)));
};

const isDirect = ({look}: Seen, address: string): boolean =>
	look.routes.some(({to, direct}) => direct && prefixOf(to) > 0 && overlaps(to, address));

/** Networks that reach pods by routes over the other nodes need these as neighbours: a gateway between would not know where the pods are. */
const farHosts = (spec: ClusterSpec, seen: readonly Seen[]): Finding[] => {
	const {kind, flannel} = spec.cni;
	if (kind !== 'routed' && !(kind === 'flannel' && flannel.backend === 'host-gw')) return [];
	const nodes = spec.hosts.filter(({node}) => node);
	return seen
		.filter(
			({host, look}) =>
				look.routes.some(({direct}) => direct) && (host.node || (kind === 'routed' && host.roles.includes('control-plane'))),
		)
		.flatMap((one): Finding[] => {
			const [first, ...others] = nodes.filter(({name, address}) => name !== one.host.name && !isDirect(one, address));
			return first ? [finding(one.host, 'neighbour', 'failure', texts.run.check.neighbour(first.address, first.name, others.length))] : [];
		});
};

/** What speaks against an install when the hosts are seen beside each other, and beside the cluster's networks. Pure. */
export const judgeBetween = (spec: ClusterSpec, looks: Readonly<Record<string, Looks>>): Finding[] => {
	const words = texts.run.check;
	const seen = spec.hosts.flatMap((host): Seen[] => (looks[host.name] ? [{host, look: looks[host.name]!}] : []));
	return [
		...twins(
			seen,
			({look}) => look.machineId,
			'twin',
			(_, other) => words.twin(other),
		),
		...twins(seen, ({look}) => look.hostname, 'hostname', words.hostname),
		...twins(seen, one => interfaceOf(one)?.mac.replace(/^(00:){5}00$|^-$/, ''), 'mac', words.mac),
		...clocks(seen),
		...mtus(seen),
		...farHosts(spec, seen),
		...seen.flatMap(one => routes(spec, one)),
	];
};
