import type {SpecFields} from './cluster-spec.ts';
import type {Draft, DraftHost} from './draft.ts';
import {canonicalAddress, isAddress} from './network.ts';
import type {ClusterSpec, Role, Vip} from './types.ts';

/** Whether pods run on a host, told or by its roles; undefined while the roles are not known. */
export const isNode = (host: DraftHost): boolean | undefined => {
	if (host.node !== undefined) return host.node;
	if (host.roles?.some(role => role === 'control-plane' || role === 'worker')) return true;
	return host.roles?.every(role => role !== undefined) ? false : undefined;
};

/** The balancer's kind, told or by whether a host has that role or each node shall have one; undefined while the roles are not known. */
export const balancerKind = (spec: Draft): ClusterSpec['balancer']['kind'] | undefined => {
	if (spec.balancer?.kind !== undefined) return spec.balancer.kind;
	const roles = spec.hosts?.flatMap((host): readonly (Role | undefined)[] => host?.roles ?? [undefined]);
	if (roles?.includes('balancer') || spec.balancer?.onNodes) return 'nginx';
	return roles?.includes(undefined) ? undefined : 'none';
};

/** The address that would be the virtual one: the one told, or the endpoint where that is an address of no host. */
export const vipAddress = ({balancer, endpoint, hosts = []}: Draft): string | undefined => {
	if (balancer?.vip?.address !== undefined) return balancer.vip.address;
	const at = endpoint?.host === undefined ? undefined : canonicalAddress(endpoint.host);
	const taken = hosts.some(host => [host?.address, ...(host?.addresses ?? [])].includes(at));
	return at === undefined || !isAddress(at) || taken ? undefined : at;
};

/** Who holds the virtual address: told, or keepalived where an address is named for it, or where several balancers can take it from each other. */
export const vipKind = (spec: Draft): 'keepalived' | 'none' => {
	if (spec.balancer?.vip?.kind !== undefined) return spec.balancer.vip.kind;
	if (spec.balancer?.vip?.address !== undefined) return 'keepalived';
	const several = (spec.hosts ?? []).filter(host => host?.roles?.includes('balancer')).length > 1;
	return several && vipAddress(spec) !== undefined ? 'keepalived' : 'none';
};

const vipOf = (spec: SpecFields): {vip?: Vip} => {
	const address = vipAddress(spec);
	const {interface: device, routerId} = spec.balancer.vip;
	if (address === undefined || vipKind(spec) === 'none') return {};
	return {vip: {address, ...(device !== undefined && {interface: device}), routerId}};
};

/** One proxy stands for both kinds of requests where only one is told. */
const httpProxyOf = ({http, https, ...others}: SpecFields['httpProxy']): Pick<ClusterSpec, 'httpProxy'> => {
	const told = http ?? https;
	return told === undefined ? {} : {httpProxy: {http: http ?? told, https: https ?? told, ...others}};
};

/** Fills in what depends on other fields. */
export const withDefaults = ({httpProxy, ...spec}: SpecFields): ClusterSpec => {
	const {onNodes, localPort, front} = spec.balancer;
	return {
		...spec,
		hosts: spec.hosts.map(host => ({...host, node: isNode(host) ?? false})),
		balancer: {kind: balancerKind(spec) ?? 'none', onNodes, localPort, ...vipOf({...spec, httpProxy}), ...(front && {front})},
		...httpProxyOf(httpProxy),
	};
};
