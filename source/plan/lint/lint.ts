import type {CertificateContent, CertificateRequest} from '../../catalog/certificate-types.ts';
import type {ClusterSpec} from '../../spec/types.ts';

/** Something about a certificate that will break, or that is dangerous. */
export type CertificateFinding = {
	/** Its id: `apiserver`, `etcd-server/node1`. */
	readonly certificate: string;
	/** An error breaks something, or lets somebody in; a warning does so later, or with some programs. */
	readonly severity: 'error' | 'warning';
	readonly what: string;
	readonly why: string;
	readonly mend: string;
};

/** One certificate that lies there, beside what is wanted of it. */
export type Subject = {
	readonly spec: ClusterSpec;
	readonly request: CertificateRequest;
	readonly content: CertificateContent;
	/** Absent when its signer does not lie there. */
	readonly signer?: CertificateContent;
	/** All that lie there, by id. */
	readonly all: Readonly<Record<string, CertificateContent>>;
};

export type Found = Omit<CertificateFinding, 'certificate'>;
export type Check = (subject: Subject) => readonly Found[];

/** Three texts in one: what, why, and how to mend it. */
export type Texts = readonly [what: string, why: string, mend: string];

export const error = ([what, why, mend]: Texts): Found => ({severity: 'error', what, why, mend});
export const warning = ([what, why, mend]: Texts): Found => ({severity: 'warning', what, why, mend});
