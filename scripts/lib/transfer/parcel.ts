/** A file of this machine that shall lie on a host. */
export type Parcel = {
	readonly file: string;
	/** Lower-case hex. */
	readonly sha256: string;
	/** Bytes. */
	readonly size: number;
	/** Where it shall lie. */
	readonly path: string;
};

/** How a file travels; also the ending of its unfinished copy on the host. */
export const forms = ['gzip', 'plain'] as const;
export type Form = (typeof forms)[number];
