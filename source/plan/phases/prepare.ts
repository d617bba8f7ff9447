import {accountsOn} from '../../catalog/accounts.ts';
import {isRouter} from './network.ts';
import {file, type Phase, type Site} from './phase.ts';

const modules = ['overlay', 'br_netfilter', 'nf_conntrack'];

const sysctls = (site: Site): string[] =>
	site.host.node
		? [
				'net.bridge.bridge-nf-call-iptables = 1',
				'net.bridge.bridge-nf-call-ip6tables = 1',
				'net.ipv4.ip_forward = 1',
				...(site.spec.network.pods.some(cidr => cidr.includes(':')) ? ['net.ipv6.conf.all.forwarding = 1'] : []),
			]
		: [];

/** Packages of the distribution, with the command that shows one is there. */
const packages = ({spec, host}: Site): string[] => [
	...(host.node || isRouter(spec, host) ? ['iproute2'] : []),
	...(host.node ? ['iptables', 'conntrack', 'kmod'] : []),
	...(host.node && spec.proxy.mode === 'nftables' ? ['nftables'] : []),
	...(host.roles.includes('balancer') && spec.balancer.kind === 'nginx' ? ['nginx-light', 'libnginx-mod-stream'] : []),
];

export const prepare: Phase = {
	id: '05-prepare',
	title: 'Prepare the hosts',
	again: 'together',
	hosts: spec => spec.hosts,
	files: site =>
		site.host.node
			? [
					file('/etc/modules-load.d/kinstall.conf', `${modules.join('\n')}\n`),
					file('/etc/sysctl.d/90-kinstall.conf', `${sysctls(site).join('\n')}\n`),
				]
			: [],
	vars: site => ({
		...accountsOn(site.spec, site.host),
		node: site.host.node,
		packages: packages(site),
		modules: site.host.node ? modules : [],
		sysctls: sysctls(site),
	}),
};
