/** What the screens may ask for. The command line hands it in; nothing in this room touches a disk, a host or a process. */
import type {HostComparison} from '../plan/host-comparison.ts';
import type {ClusterSpec, Host, Problem} from '../spec/types.ts';
import type {ClusterStatus} from '../state/cluster-status.ts';
import type {Event, Outcome} from '../state/event.ts';
import type {Preview} from '../state/preview/preview.ts';

/** Calls `listener` for everything that happens from now on; gives back what ends that. */
export type Subscribe<Value> = (listener: (value: Value) => void) => () => void;

export type Actions = {
	/** The cluster's folder. */
	readonly directory: string;
	/** The cluster's file, as commands are given it; undefined where nobody can come back to it. */
	readonly file: string | undefined;
	/** Where the administrator's kubeconfig is, or will be. */
	readonly kubeconfig: string;
	/** The version of Kubernetes that a new cluster gets unless the person says otherwise, `v1.20.2`. */
	readonly kubernetes: string;
	/** cluster.yaml as it is; undefined when there is none. */
	loadText(): Promise<string | undefined>;
	save(text: string): Promise<void>;
	parse(text: string): Parsed;
	/** The text of a file that a person names; `~` is their home, what is relative is so to the present directory. Rejects with a message for a person. */
	readText(path: string): Promise<string>;
	/** Looks at one host. Never rejects for a host that cannot be reached; aborting `signal` ends it early. */
	probe(host: Host, spec: ClusterSpec, signal: AbortSignal): Promise<HostProbe>;
	/** Issues what is missing, looks at the hosts that can be reached, and makes the plan. Rejects with a message for a person. */
	preview(spec: ClusterSpec): Promise<Preview>;
	/** Looks at one host, changing nothing there, and compares it with the plan that the last preview showed. Rejects with a message for a person. */
	compare(host: string, signal: AbortSignal): Promise<HostComparison>;
	/**
	 * Looks at every host again and gets what will travel onto this machine, for the plan that the last preview showed; changes nothing on a host. `onEvent` hears
	 * the look, `progress` of files in bytes, and findings; a task without a host is the preparation of what travels. Rejects with a message for a person.
	 */
	check(spec: ClusterSpec, onEvent: (event: Event) => void, signal: AbortSignal): Promise<void>;
	/**
	 * Opens a shell on a host, as root, on this process's terminal, which the screens have left; resolves when it ends. Says first which host it is and
	 * how to come back. Rejects with a message for a person.
	 */
	openShell(host: string): Promise<void>;
	/** Begins the run of the plan that the last preview showed, once a check found no failure. Rejects with a message for a person. */
	install(spec: ClusterSpec): Promise<Run>;
	/** Looks at the standing cluster again and again until it is ended. Absent where there is none to ask, as in a replay. */
	watchStatus?(hear: (news: StatusNews) => void): Watch;
	/** Follows the requests of a standing cluster, with no install beside it; its `stop` ends that. */
	watchRequests?(): Run;
	/** The artifacts that are prepared behind the screens. */
	readonly artifacts?: Subscribe<ArtifactProgress>;
};

export type StatusNews = {readonly status: ClusterStatus} | {readonly failed: string};

export type Watch = {
	/** Looks at once. */
	look(): void;
	end(): void;
};

export type Parsed = {readonly spec: ClusterSpec} | {readonly problems: readonly Problem[]};

export type HostProbe = {
	readonly reachable: boolean;
	/** Why not, in words. */
	readonly detail: string;
	readonly os?: string;
	readonly cores?: number;
	/** MiB. */
	readonly memory?: number;
	/** A host key that nobody has accepted yet. */
	readonly hostKey?: {readonly fingerprint: string; accept(): Promise<void>};
};

export type Run = {
	/** All events of the run, those before the subscription first. */
	readonly events: Subscribe<Event>;
	approve(requests: readonly string[]): Promise<void>;
	deny(requests: readonly string[]): Promise<void>;
	/** Tries the phase that failed again, on these of its hosts or on all that failed. */
	retry(hosts?: readonly string[]): Promise<void>;
	stop(): Promise<void>;
	readonly done: Promise<Outcome>;
	/** Words that say so when this is the record of a run and nothing goes on now. */
	readonly recorded?: string;
	/** True when nothing is installed: requests are followed, and that is all. */
	readonly watches?: true;
	/** Of a recorded run alone; such a run refuses all that is asked of it. */
	readonly playback?: Playback;
};

/** How a recorded run is played. */
export type Playback = {
	/** A new value whenever something of it has changed. */
	readonly getState: () => PlaybackState;
	readonly subscribe: (listener: () => void) => () => void;
	/** Stops where it is, or goes on. */
	pause(): void;
	faster(): void;
	slower(): void;
	/** To the beginning of the next phase, or with -1 back to that of this one or the one before it. */
	jump(by: 1 | -1): void;
};

export type PlaybackState = {
	/** ISO 8601: when the run was recorded. */
	readonly started: string;
	/** The clock of the recording, in milliseconds since 1970. */
	readonly now: number;
	/** What that clock shows at its end. */
	readonly end: number;
	readonly speed: number;
	readonly paused: boolean;
	/** True when nothing is left to be played. */
	readonly over: boolean;
};

export type ArtifactProgress = {
	readonly title: string;
	readonly secondsLeft?: number;
	/** True when nothing is left to prepare. */
	readonly done: boolean;
	/** Why the preparation ended without its aim. */
	readonly failed?: string;
};
