import type {PodCidrs} from '../../spec/assign-pod-cidrs.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import {remember} from '../remember.ts';
import {addressOf, nodes} from '../topology.ts';

const isV6 = (cidr: string): boolean => cidr.includes(':');

/** The pod network "routed": a bridge on every node, and plain routes between the nodes. */
export const routedConflist = (own: readonly string[]): Record<string, unknown> => ({
	cniVersion: '0.4.0',
	name: 'kinstall',
	plugins: [
		{
			type: 'bridge',
			bridge: 'cni0',
			isGateway: true,
			// A pod must reach itself through its own Service.
			hairpinMode: true,
			ipMasq: false,
			ipam: {
				type: 'host-local',
				ranges: own.map(subnet => [{subnet}]),
				routes: own.map(subnet => ({dst: subnet.includes(':') ? '::/0' : '0.0.0.0/0'})),
			},
		},
		{type: 'portmap', capabilities: {portMappings: true}},
	],
});

type Routes = {readonly text: string; readonly spans: ReadonlyMap<string, {readonly start: number; readonly end: number}>};

const routesTo = (host: Host, cidrs: PodCidrs): string =>
	(cidrs[host.name] ?? [])
		.map(cidr => {
			const six = isV6(cidr);
			return `route ${six ? '-6' : '-4'} ${cidr} ${addressOf(host, six ? 'ipv6' : 'ipv4')} # ${host.name}\n`;
		})
		.join('');

/** The routes to every node as one text, and where in it those to each node are: a host has all but its own. */
const allRoutes = remember(
	(spec: ClusterSpec, cidrs: PodCidrs) => [spec, cidrs],
	(spec, cidrs): Routes => {
		const spans = new Map<string, {start: number; end: number}>();
		let text = '';
		for (const host of nodes(spec)) {
			const start = text.length;
			text += routesTo(host, cidrs);
			spans.set(host.name, {start, end: text.length});
		}

		return {text, spans};
	},
);

const routesFrom = (spec: ClusterSpec, host: Host, cidrs: PodCidrs): string => {
	const {text, spans} = allRoutes(spec, cidrs);
	const {start, end} = spans.get(host.name) ?? {start: 0, end: 0};
	return text.slice(0, start) + text.slice(end);
};

/** Ranges of hosts that are no nodes any more: a route that was made to one leads nowhere. */
const routesGone = remember(
	(spec: ClusterSpec, cidrs: PodCidrs) => [spec, cidrs],
	(spec, cidrs): string => {
		const names = new Set(nodes(spec).map(({name}) => name));
		return Object.entries(cidrs)
			.filter(([name]) => !names.has(name))
			.flatMap(([name, ranges]) =>
				ranges.map(cidr => `ip ${isV6(cidr) ? '-6' : '-4'} route del ${cidr} 2>/dev/null || true # ${name}, which is gone\n`),
			)
			.join('');
	},
);

/**
 * The script of kinstall-network.service: routes to the other nodes' pods, and one address for pods that leave the
 * cluster. With the word `remove` it takes them back.
 */
export const routesScript = (spec: ClusterSpec, host: Host, cidrs: PodCidrs): string => {
	const own = cidrs[host.name] ?? [];
	const podsOf = (cidr: string) => spec.network.pods.find(pods => isV6(pods) === isV6(cidr))!;
	const rules = own.flatMap(cidr => {
		const tables = isV6(cidr) ? 'ip6tables' : 'iptables';
		const pods = podsOf(cidr);
		return [
			'# Pods leave the cluster with the address of the host.',
			`rule ${tables} nat POSTROUTING -s ${cidr} ! -d ${pods} -j MASQUERADE`,
			'# Some distributions drop what is forwarded.',
			`rule ${tables} filter FORWARD -s ${pods} -j ACCEPT`,
			`rule ${tables} filter FORWARD -d ${pods} -j ACCEPT`,
		];
	});
	return `#!/bin/bash
# Routes to the pods of the other nodes. Safe to run again; "remove" takes them back.
set -e
route() { # FAMILY CIDR GATEWAY
	if [ "$mode" = remove ]; then ip "$1" route del "$2" via "$3" || true; else ip "$1" route replace "$2" via "$3"; fi
}
rule() { # COMMAND TABLE CHAIN WORDS...
	local tables=$1 table=$2 chain=$3
	shift 3
	if [ "$mode" = remove ]; then
		"$tables" -w -t "$table" -D "$chain" "$@" || true
	else
		"$tables" -w -t "$table" -C "$chain" "$@" 2>/dev/null || "$tables" -w -t "$table" -A "$chain" "$@"
	fi
}
mode=\${1:-add}
${routesFrom(spec, host, cidrs)}${routesGone(spec, cidrs)}${rules.map(line => `${line}\n`).join('')}`;
};
