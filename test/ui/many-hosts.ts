/** Events of runs with as many hosts as one likes. */
import type {Event} from '../../source/state/event.ts';
import {recorded} from '../state/events.ts';

const phases = ['05-prepare', '10-binaries', '15-certificates', '20-etcd', '25-balancer', '30-apiserver', '32-controller-manager'].concat([
	'34-scheduler',
	'36-kubectl',
	'40-rbac',
	'42-cluster-info',
	'50-runtime',
	'52-network',
	'55-kubelet',
	'60-kube-proxy',
	'90-verify',
]);

export const hostNames = (count: number): readonly string[] => Array.from({length: count}, (_, index) => `node${index + 1}`);

/** In 50-runtime: the named hosts have failed or still work, every other one is done. */
export function manyHosts(
	count: number,
	{failed, working}: {readonly failed: readonly string[]; readonly working: readonly string[]},
): readonly Event[] {
	const hosts = hostNames(count);
	const phase = '50-runtime';
	const before = phases.slice(0, phases.indexOf(phase));
	return recorded([
		{type: 'run-started', cluster: 'many', digest: 'e'.repeat(64), pid: 1, phases: phases.map(id => ({id, title: `Phase ${id}`, hosts}))},
		...before.flatMap(id => [
			{type: 'phase-started' as const, phase: id},
			...hosts.map(host => ({type: 'task-ended' as const, phase: id, host, outcome: 'unchanged' as const})),
			{type: 'phase-ended' as const, phase: id, outcome: 'unchanged' as const},
		]),
		{type: 'phase-started', phase},
		...hosts.map(host => ({type: 'task-started' as const, phase, host})),
		...failed.map(host => ({
			type: 'output' as const,
			phase,
			host,
			id: host,
			stream: 'stderr' as const,
			text: `${host}: exec format error`,
		})),
		...failed.map(host => ({type: 'task-ended' as const, phase, host, outcome: 'failed' as const, reason: `${host} is broken`})),
		...hosts
			.filter(host => !failed.includes(host) && !working.includes(host))
			.map(host => ({type: 'task-ended' as const, phase, host, outcome: 'done' as const})),
	]);
}
