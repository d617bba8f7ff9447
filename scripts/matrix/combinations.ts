/** What `npm run matrix` tries, and what it can't try and why. */
import {lives} from '../../source/catalog/place.ts';

export type Combination = {
	/** With a leading v, one that the lab has artifacts of. */
	readonly kubernetes: string;
	readonly network: string;
	readonly proxy: 'iptables' | 'nftables';
	readonly balancer: string;
};

const versions = ['v1.37.1', 'v1.36.3', 'v1.20.2'];

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

export const combinations: readonly Combination[] = versions
	.flatMap(kubernetes =>
		Object.keys(networks).flatMap(network =>
			modes.flatMap(proxy => Object.keys(balancers).map(balancer => ({kubernetes, network, proxy, balancer}))),
		),
	)
	.filter(canRun);

/** Rows of the table that say what no lab host can run. */
export const notRun: ReadonlyArray<readonly [string, string]> = [
	['kube-proxy ipvs', "the lab shares the machine's kernel, which has no ip_vs here; the check refuses it there in words"],
	['kube-proxy nftables before 1.31', 'refused: it was no more than an alpha there'],
	['calico', 'its images cannot be built from Go modules alone; its manifests are applied with `--dry-run=server`'],
	['Kubernetes 1.35 and older than 1.36, but for 1.20', 'no artifacts of the lab'],
];
