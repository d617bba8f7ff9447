import type {Sum} from '../../catalog/artifact-types.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import type {Reason} from './artifact-error.ts';

type Spec = ClusterSpec['artifacts'];

/** A bundle is none of these: what is in it is taken from a folder. */
export type ArtifactSources = Omit<Spec, 'from'> & {readonly from: Exclude<Spec['from'], 'bundle'>};

export type Origin = 'folder' | 'cache' | 'mirror' | 'download';

/** An artifact on this machine whose sum was checked. */
export type FetchedArtifact = {
	readonly id: string;
	/** Absolute path. */
	readonly file: string;
	/** Upstream's own file name. */
	readonly name: string;
	/** `amd64`, `arm64`. */
	readonly arch: string;
	/** The sum that was checked. */
	readonly sum: Sum;
	/** True when the sum comes from the catalog. */
	readonly pinned: boolean;
	readonly from: Origin;
	/** The path or address it was taken from. */
	readonly where: string;
};

/** How far one transfer is; at most some ten a second for each file. */
export type Progress = {
	readonly id: string;
	/** The file's name. */
	readonly what: string;
	/** Where it comes from. */
	readonly where: string;
	/** Bytes. */
	readonly done: number;
	/** Bytes; 0 when the server does not say. */
	readonly total: number;
	/** Bytes a second since this transfer began. */
	readonly rate: number;
};

export type Retry = {
	/** Attempts in a row that bring nothing, before a place is given up. */
	readonly tries: number;
	/** Milliseconds before the second attempt; doubles each time. */
	readonly delay: number;
	/** Milliseconds without a byte after which a connection counts as dead. */
	readonly stall: number;
};

export type FetchOptions = {
	/** The cluster's folder: relative paths of the spec start here. */
	readonly directory: string;
	/** The cache's root; `defaultCache()` unless told. */
	readonly cache?: string | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
	/** Hears of a place that had wrong bytes, when another one had the right ones. */
	readonly onPassedOver?: ((reason: Reason) => void) | undefined;
	/** The person's yes to files without a published sum. */
	readonly allowUnpinned?: boolean | undefined;
	readonly signal?: AbortSignal | undefined;
	readonly retry?: Partial<Retry> | undefined;
	/** Variables for the proxy; `process.env` unless told. */
	readonly env?: NodeJS.ProcessEnv | undefined;
};

/** Options with every default filled in. */
export type Settings = {
	readonly directory: string;
	readonly cache: string;
	readonly onProgress: (progress: Progress) => void;
	readonly onPassedOver: (reason: Reason) => void;
	readonly env: NodeJS.ProcessEnv;
	readonly signal: AbortSignal;
	readonly retry: Retry;
	/** Asks for a file's bytes in the place of the global fetch: what speaks to a registry. */
	readonly fetch?: (url: string, init: {readonly headers: Record<string, string>; readonly signal: AbortSignal}) => Promise<Response>;
};
