import type {Sum} from '../../catalog/artifact-types.ts';

/** `index`: what apt reads of the packages beside it. */
export type Kind = 'artifact' | 'image' | 'package' | 'index';

/** One file of a bundle. */
export type Member = {
	/** Path in the archive. */
	readonly name: string;
	readonly kind: Kind;
	/** Of an artifact upstream's, without a leading v; of an image its tag; of a package the distribution's; empty of an index. */
	readonly version: string;
	/** `amd64`, `arm64`; of a package `all` where it is for any. */
	readonly arch: string;
	/** Bytes. */
	readonly size: number;
	/** Lower-case hex. */
	readonly sha256: string;
	/** The sum that upstream published, where it was checked when the bundle was made. */
	readonly published?: Sum;
	/** Of an image archive: the references in it, each with its registry. */
	readonly references?: readonly string[];
};

/** `bundle.json`, the first file of a bundle: what is in it, and for what it was made. */
export type Lock = {
	readonly format: typeof format;
	readonly kubernetes: string;
	/** Sorted. */
	readonly architectures: readonly string[];
	/** sha256 over what the spec needed when the bundle was made. */
	readonly needs: string;
	/** In the order of the archive. */
	readonly members: readonly Member[];
};

/** A member, and the file of this machine that it is made of. */
export type Source = {readonly file: string; readonly member: Member};

export const format = 'kinstall/bundle-v1';
export const lockName = 'bundle.json';
