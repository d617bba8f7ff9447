import type {Pki} from '../catalog/certificate-types.ts';
import {plansPodCidrs} from '../catalog/topology.ts';
import {type PodCidrs, podCidrs} from '../spec/assign-pod-cidrs.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {assumptionsOf, resolverAssumptions} from './assumptions.ts';
import {digestOf} from './digest.ts';
import type {Facts} from './facts.ts';
import {neededArtifacts} from './needs.ts';
import {notesOn} from './notes.ts';
import type {OwnFiles} from './phases/phase.ts';
import {phases} from './phases.ts';
import type {Plan, Step} from './types.ts';

/**
 * The plan: every byte that will lie on every host. A pure function of what is wanted, what was found, and the public half of the pki, and of files of the person's own.
 * @param before the pod ranges that an earlier run gave
 */
export const makePlan = (
	spec: ClusterSpec,
	facts: Readonly<Record<string, Facts>>,
	pki: Pki,
	before: PodCidrs = {},
	own: OwnFiles = {},
): Plan => {
	const cidrs = plansPodCidrs(spec) ? podCidrs(spec, before) : {};
	// Before there is much to keep: it makes many texts only to compare them.
	const assumptions = [
		...spec.hosts.filter(host => !facts[host.name]).flatMap(host => assumptionsOf({spec, host, pki, podCidrs: cidrs, found: facts, own})),
		...resolverAssumptions(spec, facts),
	];
	const steps = phases.flatMap(({id, title, again, hold, hosts, files, binaries, vars}): Step[] => {
		const tasks = hosts(spec).map(host => {
			const site = {spec, host, facts: facts[host.name], pki, podCidrs: cidrs, found: facts, own};
			return {host: host.name, files: files?.(site) ?? [], binaries: binaries?.(site) ?? [], vars: vars?.(site) ?? {}};
		});
		const holds = hold?.(spec);
		return tasks.length > 0 ? [{id, title, again, ...(holds && {hold: holds}), tasks}] : [];
	});
	const plan = {
		cluster: spec.name,
		kubernetes: spec.kubernetes,
		hosts: spec.hosts,
		ssh: spec.ssh,
		certificates: Object.values(pki.certificates),
		artifacts: neededArtifacts(spec, facts),
		steps,
		podCidrs: cidrs,
		notes: notesOn(spec, pki, facts),
		assumptions,
	};
	return {digest: digestOf(plan), ...plan};
};
