/** What `npm run matrix` tries, and what it can't try and why. */
import {lives} from '../../source/catalog/place.ts';

export type Combination = {
	/** With a leading v, one that the lab has artifacts of. */
	readonly kubernetes: string;
	readonly network: string;
	readonly families: string;
	readonly proxy: 'iptables' | 'nftables';
	readonly balancer: string;
};

const newest = 'v1.37.1';
const versions = [newest, 'v1.36.3', 'v1.35.4', 'v1.20.2'];

/** Ranges by the name that the table gives them. Hosts have an address of each family of these, in the same order. */
export const families: Readonly<Record<string, {readonly pods: readonly string[]; readonly services: readonly string[]}>> = {
	IPv4: {pods: ['10.244.0.0/16'], services: ['10.97.0.0/16']},
	dual: {pods: ['10.244.0.0/16', 'fd00:10:244::/56'], services: ['10.97.0.0/16', 'fd00:10:97::/112']},
	IPv6: {pods: ['fd00:10:244::/56'], services: ['fd00:10:97::/112']},
};

/** Keys of cluster.yaml by the name that the table gives them. */
export const networks: Readonly<Record<string, object>> = {
	routed: {cni: {kind: 'routed'}},
	'flannel vxlan': {cni: {kind: 'flannel', flannel: {backend: 'vxlan'}}},
	'flannel host-gw': {cni: {kind: 'flannel', flannel: {backend: 'host-gw'}}},
};

/** Of three hosts: all control planes, the first two with the role `balancer` where `hosts` says so. `endpoint` is the last part of the address. */
export type Balancing = {readonly balancers: number; readonly endpoint: number; readonly port: number; readonly extra: object};

export const balancers: Readonly<Record<string, Balancing>> = {
	nginx: {balancers: 1, endpoint: 11, port: 8443, extra: {balancer: {kind: 'nginx'}}},
	'nginx, VIP': {balancers: 2, endpoint: 100, port: 8443, extra: {balancer: {kind: 'nginx'}}},
	haproxy: {balancers: 1, endpoint: 11, port: 8443, extra: {balancer: {kind: 'haproxy'}}},
	'haproxy, VIP': {balancers: 2, endpoint: 100, port: 8443, extra: {balancer: {kind: 'haproxy'}}},
	'on every node': {balancers: 0, endpoint: 11, port: 6443, extra: {balancer: {kind: 'haproxy', onNodes: true}}},
};

const modes = ['iptables', 'nftables'] as const;

const canRun = ({kubernetes, proxy}: Combination): boolean => proxy !== 'nftables' || lives({since: '1.31'}, kubernetes);

/** Of one version and one choice of families, every network with every mode of kube-proxy. */
const crossed = (kubernetes: string, kind: string, withBalancers: readonly string[]): Combination[] =>
	Object.keys(networks).flatMap(network =>
		modes.flatMap(proxy => withBalancers.map(balancer => ({kubernetes, network, families: kind, proxy, balancer}))),
	);

export const combinations: readonly Combination[] = [
	...versions.flatMap(kubernetes => crossed(kubernetes, 'IPv4', Object.keys(balancers))),
	...['dual', 'IPv6'].flatMap(kind => crossed(newest, kind, ['haproxy, VIP'])),
].filter(canRun);

/** Rows of the table that say what no lab host can run. */
export const notRun: ReadonlyArray<readonly [string, string]> = [
	[
		'kube-proxy ipvs',
		"the lab shares the machine's kernel, which has no ip_vs here; the check refuses it there in words. `npm run test:vm` runs it",
	],
	['kube-proxy nftables before 1.31', 'refused: it was no more than an alpha there'],
	['calico', 'its images cannot be built from Go modules alone; its manifests are applied with `--dry-run=server`'],
	[
		'two families, or IPv6 alone, on other versions and with other balancers',
		'left out: the families meet version and balancer at few places, which have unit tests',
	],
	['Kubernetes older than 1.35, but for 1.20', 'no artifacts of the lab'],
];
