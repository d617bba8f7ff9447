import type {SpecFields} from './cluster-spec.ts';
import type {Draft, DraftHost} from './draft.ts';
import type {ClusterSpec, Role} from './types.ts';

/** Whether pods run on a host, told or by its roles; undefined while the roles are not known. */
export const isNode = (host: DraftHost): boolean | undefined => {
	if (host.node !== undefined) return host.node;
	if (host.roles?.some(role => role === 'control-plane' || role === 'worker')) return true;
	return host.roles?.every(role => role !== undefined) ? false : undefined;
};

/** The balancer's kind, told or by whether a host has that role; undefined while the roles are not known. */
export const balancerKind = (spec: Draft): ClusterSpec['balancer']['kind'] | undefined => {
	if (spec.balancer?.kind !== undefined) return spec.balancer.kind;
	const roles = spec.hosts?.flatMap((host): readonly (Role | undefined)[] => host?.roles ?? [undefined]);
	if (roles?.includes('balancer')) return 'nginx';
	return roles?.includes(undefined) ? undefined : 'none';
};

/** Fills in what depends on other fields. */
export const withDefaults = (spec: SpecFields): ClusterSpec => ({
	...spec,
	hosts: spec.hosts.map(host => ({...host, node: isNode(host) ?? false})),
	balancer: {kind: balancerKind(spec) ?? 'none'},
});
