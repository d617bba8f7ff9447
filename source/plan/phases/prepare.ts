import {accountsOn} from '../../catalog/accounts.ts';
import {setsClocks} from '../../catalog/configs/chrony.ts';
import {nameServer} from '../../catalog/configs/zone.ts';
import {addonOf, approvesRenewals, balances, holdsVip} from '../../catalog/topology.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import {distributionVars} from '../distribution.ts';
import {packageProxyVars} from '../http-proxy.ts';
import {isRouter} from './network.ts';
import {file, type Phase, type Site} from './phase.ts';

const balancerPackages = {nginx: ['nginx-light', 'libnginx-mod-stream'], haproxy: ['haproxy'], none: []} as const;

/** As much of a site as decides here. */
type Ground = Pick<Site, 'spec' | 'host'>;

/** Of mode ipvs: the schedulers beside kinstall's own are there for Services that a person changes. */
export const ipvsModules = ['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh'];

/** Modules of the kernel, loaded at each boot. */
const modules = ({spec, host}: Ground): string[] =>
	host.node ? ['overlay', 'br_netfilter', 'nf_conntrack', ...(spec.proxy.mode === 'ipvs' ? ipvsModules : [])] : [];

export const ipv6Forwarding = 'net.ipv6.conf.all.forwarding = 1';

const sysctls = (site: Ground): string[] =>
	site.host.node
		? [
				'net.bridge.bridge-nf-call-iptables = 1',
				'net.bridge.bridge-nf-call-ip6tables = 1',
				'net.ipv4.ip_forward = 1',
				...(site.spec.network.pods.some(cidr => cidr.includes(':')) ? [ipv6Forwarding] : []),
			]
		: [];

/** Packages of the distribution, with the command that shows one is there. */
const packages = ({spec, host}: Ground): string[] => [
	...(host.node || isRouter(spec, host) || holdsVip(spec, host) ? ['iproute2'] : []),
	...(host.node ? ['iptables', 'conntrack', 'kmod'] : []),
	...(host.node && spec.proxy.mode === 'nftables' ? ['nftables'] : []),
	...(host.node && spec.proxy.mode === 'ipvs' ? ['ipset'] : []),
	// What mounts the volumes of pods.
	...(host.node && addonOf(spec, 'nfs') ? ['nfs-common'] : []),
	...(host.roles.includes('control-plane') && approvesRenewals(spec) ? ['duktape'] : []),
	...(balances(spec, host) ? balancerPackages[spec.balancer.kind] : []),
	...(holdsVip(spec, host) ? ['keepalived'] : []),
	...(setsClocks(spec) ? ['chrony'] : []),
	...(nameServer(spec)?.name === host.name ? ['bind9'] : []),
];

/** Everything that preparing a host may ask for; what of it counts depends on the host. */
export const preparable = {
	packages: [
		'iproute2',
		'iptables',
		'conntrack',
		'kmod',
		'nftables',
		'ipset',
		'nfs-common',
		'duktape',
		'keepalived',
		'chrony',
		'bind9',
		...Object.values(balancerPackages).flat(),
	],
	sysctls: [
		'net.bridge.bridge-nf-call-iptables',
		'net.bridge.bridge-nf-call-ip6tables',
		'net.ipv4.ip_forward',
		'net.ipv6.conf.all.forwarding',
	],
} as const;

/** What preparing this host brings about, as far as the host lacks it. */
export const wantedOn = (spec: ClusterSpec, host: Host) => {
	const ground = {spec, host};
	return {packages: packages(ground), modules: modules(ground), sysctls: sysctls(ground), noSwap: host.node};
};

export const prepare: Phase = {
	id: '05-prepare',
	title: 'Prepare the hosts',
	again: 'together',
	hosts: spec => spec.hosts,
	files: site =>
		site.host.node
			? [
					file('/etc/modules-load.d/kinstall.conf', `${modules(site).join('\n')}\n`),
					file('/etc/sysctl.d/90-kinstall.conf', `${sysctls(site).join('\n')}\n`),
				]
			: [],
	vars: site => ({
		...accountsOn(site.spec, site.host),
		node: site.host.node,
		packages: packages(site),
		// They travel with the install then, and are asked for nowhere else.
		...(site.spec.artifacts.from === 'bundle' && {bundled: true, ...distributionVars(site.spec)}),
		modules: modules(site),
		sysctls: sysctls(site),
		...(packages(site).length > 0 && packageProxyVars(site)),
	}),
};
