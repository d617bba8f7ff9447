/** What one host has where the plan has something, and how that differs. */

/** One path as it was found. Of a private key there is a sum and never the content. */
export type SeenFile = {
	readonly path: string;
	readonly kind: 'missing' | 'file' | 'symlink' | 'directory' | 'other';
	/** Octal, as `644`. */
	readonly mode?: string;
	/** `user:group`. */
	readonly owner?: string;
	/** Bytes. */
	readonly size?: number;
	/** Absent when the file is too large to read. */
	readonly sha256?: string;
	/** Absent for private keys, binaries and large files. */
	readonly content?: string;
};

export type SeenUnit = {
	readonly unit: string;
	/** `active`, `failed`, `inactive`, ... */
	readonly active: string;
	/** `enabled`, `disabled`, ... */
	readonly enabled: string;
	/** What it runs with, as it noted at its start. */
	readonly digest: string;
	readonly oldBinary: boolean;
};

export type SeenHost = {
	readonly files: readonly SeenFile[];
	readonly units: readonly SeenUnit[];
	/** Paths that kinstall once placed and that still exist. */
	readonly placed: readonly string[];
};

export type Difference = {
	/** A path, or the name of a unit. */
	readonly path: string;
	readonly of: 'file' | 'secret' | 'binary' | 'unit';
	/** `unknown`: it could not be compared. */
	readonly is: 'missing' | 'differs' | 'not-planned' | 'unknown';
	/** In words, one thing each. */
	readonly what: readonly string[];
	/** Unified diff from what the host has to what is planned, private parts left out. */
	readonly patch?: string;
};

export type HostComparison = {
	readonly host: string;
	/** How many files, binaries and units are as planned. */
	readonly same: number;
	readonly differences: readonly Difference[];
	/** Why the host could not be looked at; then nothing above means anything. */
	readonly failed?: string;
	readonly next?: string;
};

/** Whether everything on a host was looked at and could be compared. */
export const isComplete = ({failed, differences}: HostComparison): boolean =>
	failed === undefined && differences.every(({is}) => is !== 'unknown');
export const isAsPlanned = ({failed, differences}: HostComparison): boolean => failed === undefined && differences.length === 0;
