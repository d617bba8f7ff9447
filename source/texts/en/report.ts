import {changeCount} from './ui/counts.ts';
import {install} from './ui/install.ts';

/** Texts of the report of a run: plain strings, or functions that put values into a sentence. */
export const report = {
	/** `lang` of the page. */
	language: 'en',
	title: (cluster: string) => `Install of ${cluster}`,
	noEnd: 'without an end: it was killed, or still goes on',
	facts: {
		outcome: 'outcome',
		began: 'began (UTC)',
		took: 'took',
		changed: 'changed',
		plan: 'plan',
		kubernetes: 'Kubernetes',
		run: 'run',
		artifacts: 'artifacts',
	},
	changes: changeCount,
	/** Milliseconds; tenths of a second below ten seconds. */
	duration: (ms: number) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : install.seconds(Math.round(ms / 1000))),
	failures: 'What failed',
	failure: (host: string | undefined, phase: string) => (host === undefined ? phase : `${host}, ${phase}`),
	mended: 'It was tried again and went well.',
	next: (words: string) => `Next: ${words}`,
	timeline: 'Where the time went',
	timelineHelp: (decisions: string | undefined) =>
		`Phases follow each other; within one, all its hosts are worked on at once. The slowest host of a phase, in bold, is what the run waited for.${decisions === undefined ? '' : ` For ${decisions} of it certificate requests waited to be decided (hatched).`}`,
	again: (title: string) => `${title} (again)`,
	others: (count: number, least: string, most: string) => `${count} others, ${least} to ${most}`,
	running: 'not ended',
	topology: 'The hosts',
	roles: {balancer: 'balancer', 'control-plane': 'control planes', etcd: 'etcd', worker: 'workers'},
	more: (count: number) => `and ${count} more`,
	noPlan:
		'The plan of this run is not in plan/ any more, or another version of kinstall wrote it, so its hosts and certificates are not shown.',
	certificates: 'Certificates',
	certificate: {
		id: 'certificate',
		subject: 'subject',
		names: 'names and addresses',
		signer: 'signed by',
		until: 'valid until',
		days: 'days left',
	},
	notes: 'What this plan does otherwise',
	assumptions: 'What was assumed',
	health: 'The cluster at the end',
	probe: {host: 'host', what: 'daemon', state: 'state'},
	healthy: '✓ ok',
	unhealthy: (detail: string) => `✗ ${detail}`,
	noStatus: 'The run ended before the cluster was looked at.',
	written: (file: string) => `The report: ${file}`,
};
