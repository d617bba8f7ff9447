import type {ClusterStatus, Outcome, SigningRequest} from './event.ts';
import type {Pane} from './pane.ts';

/** What a screen needs to know of a run; nothing but the events makes it. */
export type State = {
	readonly run?: RunState;
	readonly phases: readonly PhaseState[];
	/** By host; what belongs to no host is under `thisMachine`. */
	readonly panes: ReadonlyMap<string, Pane>;
	/** In the order in which they were first seen. */
	readonly requests: readonly SeenRequest[];
	readonly status?: ClusterStatus;
	/** What is under way and can be counted. */
	readonly progress: readonly Progress[];
	readonly changed: readonly Change[];
};

export type RunState = {
	readonly id: string;
	readonly cluster: string;
	readonly digest: string;
	readonly pid: number;
	/** ISO 8601, as are all times here. */
	readonly started: string;
	readonly ended?: string;
	/** Absent while the run goes on. */
	readonly outcome?: Outcome;
	readonly reason?: string;
	readonly next?: string;
};

/** A request, and when what was seen of it; ISO 8601. */
export type SeenRequest = SigningRequest & {
	readonly decided?: {readonly at: string; readonly by: 'person' | 'policy'};
	/** When it was first seen to be issued, denied or failed, if that was seen to happen. */
	readonly settled?: string;
};

export type Status = 'pending' | 'running' | Outcome;

export type PhaseState = {
	readonly id: string;
	readonly title: string;
	readonly status: Status;
	readonly started?: string;
	readonly ended?: string;
	readonly reason?: string;
	readonly hosts: Readonly<Record<string, TaskState>>;
	/** What the phase as a whole waits for. */
	readonly waiting?: string;
};

export type TaskState = {
	readonly status: Status;
	readonly reason?: string;
	/** What the person may do about it. */
	readonly next?: string;
	readonly waiting?: string;
	/** Where it failed: number of the first line of the host's pane that came later. */
	readonly line?: number;
};

export type Progress = {
	readonly phase?: string;
	readonly host?: string;
	readonly what: string;
	readonly done: number;
	readonly total: number;
};
export type Change = {readonly phase?: string; readonly host?: string; readonly what: string};

export type Failure = {
	readonly phase: PhaseState;
	readonly host?: string;
	readonly reason: string;
	readonly next?: string;
	readonly line?: number;
};

/** Key in `panes` of what belongs to no host. A host's name is never empty. */
export const thisMachine = '';

export const initialState: State = {phases: [], panes: new Map(), requests: [], progress: [], changed: []};

/** Every host of the run, in the order in which the phases name them. */
export function hostsOf(state: Pick<State, 'phases'>): readonly string[] {
	return [...new Set(state.phases.flatMap(phase => Object.keys(phase.hosts)))];
}

export function pendingRequests(state: State): readonly SeenRequest[] {
	return state.requests.filter(request => request.condition === 'pending');
}

/** What failed and was not tried again since. */
export function failuresOf(state: State): readonly Failure[] {
	return state.phases.filter(phase => phase.status === 'failed' || phase.status === 'running').flatMap(failuresOfPhase);
}

function failuresOfPhase(phase: PhaseState): readonly Failure[] {
	const failed = Object.entries(phase.hosts).filter(([, task]) => task.status === 'failed');
	if (failed.length === 0) {
		return phase.status === 'failed' ? [{phase, reason: phase.reason ?? ''}] : [];
	}
	return failed.map(([host, {reason = '', next, line}]) => ({
		phase,
		host,
		reason,
		...(next === undefined ? {} : {next}),
		...(line === undefined ? {} : {line}),
	}));
}
