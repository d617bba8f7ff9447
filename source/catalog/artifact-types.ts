/** Something to fetch before anything is touched. */
export type Artifact = {
	readonly id: string;
	readonly version: string;
	/** `amd64`, `arm64`. */
	readonly arch: string;
	/** Upstream's own file name. */
	readonly file: string;
	/** The official place. */
	readonly url: string;
	/** Path below a mirror's base URL, and below a folder (the bare file name is also looked for there). */
	readonly path: string;
	/** Absent: not pinned; the `.sha256` beside the file is used, and that needs a yes. */
	readonly sum?: Sum;
};

export type Sum = {
	readonly algorithm: 'sha256' | 'sha512';
	/** Lower-case hex. */
	readonly value: string;
	/** Where it was published: an address, or the file it was read from. */
	readonly source: string;
};

/** An executable that comes out of an artifact. */
export type Binary = {
	readonly path: string;
	/** Id of an artifact in `Plan.artifacts`. */
	readonly artifact: string;
	/** Path inside the archive; absent when the artifact is the file itself. */
	readonly member?: string;
};
