import type {Finding} from '../plan/finding.ts';
import type {Event} from './event.ts';

export type LookStatus = 'waiting' | 'looking' | 'looked' | 'failed';

/** Bytes. */
export type Transfer = {readonly what: string; readonly done: number; readonly total: number};

/** What the events of a check amount to. */
export type CheckState = {
	readonly hosts: ReadonlyMap<string, LookStatus>;
	/** The preparation of what will travel. */
	readonly artifacts: LookStatus;
	readonly transfers: readonly Transfer[];
	readonly findings: readonly Finding[];
};

export const firstCheck = (hosts: readonly string[]): CheckState => ({
	hosts: new Map(hosts.map(name => [name, 'waiting'])),
	artifacts: 'waiting',
	transfers: [],
	findings: [],
});

const statusOf = (event: Event): LookStatus | undefined => {
	if (event.type === 'task-started') return 'looking';
	return event.type === 'task-ended' ? (event.outcome === 'failed' ? 'failed' : 'looked') : undefined;
};

/** The check after one more event; a task without a host is the preparation of what travels. Pure. */
export const reduceCheck = (state: CheckState, event: Event): CheckState => {
	if (event.type === 'finding') return {...state, findings: [...state.findings, event.finding]};
	if (event.type === 'progress') {
		const {what, done, total} = event;
		return {...state, transfers: [...state.transfers.filter(one => one.what !== what), {what, done, total}]};
	}
	const status = statusOf(event);
	if (status === undefined) return state;
	return event.host ? {...state, hosts: new Map(state.hosts).set(event.host, status)} : {...state, artifacts: status};
};

/** Findings that say the same of several hosts, once, the hosts in their order; failures first, what the install mends last. */
export type FindingGroup = Omit<Finding, 'host'> & {readonly hosts: readonly string[]};

const severities = ['failure', 'warning', 'prepared'] as const;

export const groupFindings = ({findings, hosts}: Pick<CheckState, 'findings' | 'hosts'>): readonly FindingGroup[] => {
	const order = [...hosts.keys()];
	const groups = Map.groupBy(findings, ({severity, id, what}) => `${severity} ${id} ${what}`);
	return [...groups.values()]
		.map(group => ({
			...group[0]!,
			hosts: [...new Set(group.map(({host}) => host))].sort((one, other) => order.indexOf(one) - order.indexOf(other)),
		}))
		.sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
};

export const countOf = (findings: readonly Finding[], severity: Finding['severity']): number =>
	findings.filter(finding => finding.severity === severity).length;
