import type {IssuedCertificate} from '../catalog/certificate-types.ts';
import type {Host} from '../spec/types.ts';

/** A file on a host, whole. A secret's `content` is its one-line stand-in; its bytes are in `pki/`. */
export type File = {
	readonly path: string;
	readonly content: string;
	/** Permission bits, as in 0o644. */
	readonly mode: number;
	/** `user:group`. */
	readonly owner: string;
	/** Path below `pki/` of the private key this file is. */
	readonly secret?: string;
};

/** An executable that comes out of an artifact. */
export type Binary = {
	readonly path: string;
	/** Id of an artifact in `Plan.artifacts`. */
	readonly artifact: string;
	/** Path inside the archive; absent when the artifact is the file itself. */
	readonly member?: string;
};

export type Vars = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export type Task = {
	readonly host: string;
	readonly files: readonly File[];
	readonly binaries: readonly Binary[];
	readonly vars: Vars;
};

/** One phase, with all that its script gets. */
export type Step = {
	/** The script's name: `20-etcd`. */
	readonly id: string;
	readonly title: string;
	/** How hosts are taken: at the first start, and at later restarts. */
	readonly first: 'together' | 'one-by-one';
	readonly again: 'together' | 'one-by-one';
	/** The phase waits for a person. */
	readonly hold?: 'approve-csrs';
	readonly tasks: readonly Task[];
};

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
	readonly sum?: {readonly algorithm: 'sha256' | 'sha512'; readonly value: string; readonly source: string};
};

export type Plan = {
	/** sha256 over everything below. */
	readonly digest: string;
	readonly cluster: string;
	readonly kubernetes: string;
	readonly hosts: readonly Host[];
	readonly certificates: readonly IssuedCertificate[];
	readonly artifacts: readonly Artifact[];
	readonly steps: readonly Step[];
	/** What was assumed because a host was not looked at yet. */
	readonly assumptions: readonly string[];
};
