import type {Artifact, Binary} from '../catalog/artifact-types.ts';
import type {IssuedCertificate} from '../catalog/certificate-types.ts';
import type {PodCidrs} from '../spec/assign-pod-cidrs.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import type {texts} from '../texts/texts.ts';

export type {Artifact, Binary} from '../catalog/artifact-types.ts';

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
	/** How running units are restarted. A first start is always together: members wait for each other. */
	readonly again: 'together' | 'one-by-one';
	/** The phase waits for a person. */
	readonly hold?: 'approve-csrs';
	readonly tasks: readonly Task[];
};

/** A sentence about the plan, in no language: which one, and the values in it. */
export type Note = {readonly id: keyof typeof texts.run.notes; readonly values: readonly (string | number)[]};

/** What was taken for granted of a host: its processor, or in lines of a file (numbers from 1) a fact. */
export type Assumption =
	| {readonly host: string; readonly fact: 'arch'}
	| {readonly host: string; readonly fact: keyof typeof texts.run.assumes.facts; readonly path: string; readonly lines: readonly number[]};

export type Plan = {
	/** sha256 over everything below. */
	readonly digest: string;
	readonly cluster: string;
	readonly kubernetes: string;
	readonly hosts: readonly Host[];
	/** As in the spec: the configuration file is relative to the cluster's folder. */
	readonly ssh: ClusterSpec['ssh'];
	readonly certificates: readonly IssuedCertificate[];
	readonly artifacts: readonly Artifact[];
	readonly steps: readonly Step[];
	/** The pod ranges of each node that the plan gives, and those that nodes had which are gone; by name. */
	readonly podCidrs: PodCidrs;
	/** What this plan does otherwise than others, and why. */
	readonly notes: readonly Note[];
	/** What was assumed because a host was not looked at yet. */
	readonly assumptions: readonly Assumption[];
};
