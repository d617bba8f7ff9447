import type {Verdict} from '../plan/asked.ts';
import type {Finding} from '../plan/finding.ts';
import type {HostComparison} from '../plan/host-comparison.ts';
import type {UserBinding} from '../plan/users.ts';
import type {ClusterStatus} from './cluster-status.ts';

export type {ClusterStatus, Probe} from './cluster-status.ts';
export type {Verdict};

/** Everything a run says. One JSON object a line in `journal.ndjson`; screens, line reporter and replay read nothing else. */

export type At = {
	/** ISO 8601 with milliseconds. */
	readonly at: string;
	/** Id of the run. */
	readonly run: string;
	readonly phase?: string;
	readonly host?: string;
};

export type Outcome = 'done' | 'unchanged' | 'failed' | 'cancelled';

/** A certificate signing request as the screen shows it. */
export type SigningRequest = {
	readonly name: string;
	/** Node that asks, as far as it can be told. */
	readonly node?: string;
	readonly signer: string;
	readonly requestor: string;
	/** ISO 8601. */
	readonly created: string;
	readonly commonName: string;
	readonly organizations: readonly string[];
	readonly dnsNames: readonly string[];
	readonly ipAddresses: readonly string[];
	readonly usages: readonly string[];
	/** sha256 of the requested public key's SPKI. */
	readonly publicKeySha256: string;
	readonly condition: 'pending' | 'approved' | 'issued' | 'denied' | 'failed';
	readonly verdict: Verdict;
};

export type Event = At &
	(
		| {
				readonly type: 'run-started';
				readonly cluster: string;
				readonly digest: string;
				readonly pid: number;
				readonly phases: readonly PhaseOutline[];
		  }
		| {readonly type: 'run-ended'; readonly outcome: Outcome; readonly changed: number; readonly reason?: string; readonly next?: string}
		/** `hosts` when the phase goes on with these alone: the others stay as they are. */
		| {readonly type: 'phase-started'; readonly hosts?: readonly string[]}
		| {readonly type: 'phase-ended'; readonly outcome: Outcome; readonly reason?: string}
		| {readonly type: 'task-started'}
		| {readonly type: 'task-ended'; readonly outcome: Outcome; readonly reason?: string; readonly next?: string}
		| {readonly type: 'command-started'; readonly id: string; readonly command: string}
		| {readonly type: 'output'; readonly id: string; readonly stream: 'stdout' | 'stderr'; readonly text: string}
		| {readonly type: 'command-ended'; readonly id: string; readonly exitCode: number; readonly duration: number}
		| {readonly type: 'changed'; readonly what: string}
		| {readonly type: 'waiting'; readonly what: string}
		| {readonly type: 'progress'; readonly what: string; readonly done: number; readonly total: number}
		/** `gone`: names of those that the cluster does not remember any more. */
		| {readonly type: 'signing-requests'; readonly requests: readonly SigningRequest[]; readonly gone?: readonly string[]}
		| {readonly type: 'decided'; readonly request: string; readonly decision: 'approved' | 'denied'; readonly by: 'person' | 'policy'}
		| {readonly type: 'finding'; readonly finding: Finding}
		| {readonly type: 'compared'; readonly comparison: HostComparison; readonly digest: string}
		| {readonly type: 'status'; readonly status: ClusterStatus}
		/** Who has rights by objects that `kinstall user` made. */
		| {readonly type: 'users'; readonly bindings: readonly UserBinding[]}
		/** The cluster was taken off its hosts; of no run. */
		| {readonly type: 'reset'}
	);

export type PhaseOutline = {readonly id: string; readonly title: string; readonly hosts: readonly string[]};

/** What a reader of the journal may ask of the run, one JSON object a line on its socket. */
export type Command =
	| {readonly type: 'approve'; readonly requests: readonly string[]}
	| {readonly type: 'deny'; readonly requests: readonly string[]}
	/** Of the hosts on which the present phase has failed; all of them when none are named. */
	| {readonly type: 'retry'; readonly hosts?: readonly string[]}
	| {readonly type: 'stop'};
