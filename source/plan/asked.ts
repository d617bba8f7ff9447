/** What a request and a verdict are, and what is judged alike of every request. Needs nothing of Node: it also runs on hosts (`source/approver/`). */
import {texts} from '../texts/texts.ts';

/** `open`: what a person might think is proven, and is not. */
export type Verdict =
	| {readonly expected: true; readonly proofs: readonly string[]; readonly open?: readonly string[]}
	| {readonly expected: false; readonly reasons: readonly string[]; readonly proofs: readonly string[]; readonly open?: readonly string[]};

/** A request as the API server has it, and what its PKCS #10 says. */
export type Asked = {
	readonly signer: string;
	/** `spec.username`: who sent it, as the API server authenticated it. */
	readonly requestor: string;
	readonly usages: readonly string[];
	readonly commonName: string;
	readonly organizations: readonly string[];
	readonly dnsNames: readonly string[];
	readonly ipAddresses: readonly string[];
	/** URIs and e-mail addresses: a kubelet asks for none. */
	readonly otherNames: readonly string[];
	/** Whether the request is signed with the key it asks for. */
	readonly signatureValid: boolean;
	/** sha256 of the requested public key's SPKI, lower-case hexadecimal. */
	readonly publicKeySha256: string;
};

/** What was found on the node that asks; what was not looked at, or could not be read, is absent. */
export type Evidence = {
	readonly certificate?: OnDisk;
	/** sha256 of the SPKI of the key with which its kubelet waits for a first client certificate. */
	readonly waitingKey?: string;
	/** Names and addresses under which its kubelet was just met with a serving certificate of this cluster that is valid now: what is seen without its disk. */
	readonly serves?: readonly string[];
};

/** The client certificate on a node's disk. */
export type OnDisk = {
	/** Signed by this cluster's authority. */
	readonly ours: boolean;
	readonly commonName: string;
	/** Whether it is the one that the cluster issued to the node; undefined when the cluster keeps no record of it any more. */
	readonly issued: boolean | undefined;
	/** Lower-case hexadecimal, both. */
	readonly serial: string;
	readonly fingerprint: string;
};

const words = texts.run.verdict;

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
	left.length === right.length && left.every(item => right.includes(item));

/** What of its subject is not as a kubelet's. */
export const judgeSubject = (asked: Asked, node: string): string[] => [
	...(asked.commonName === `system:node:${node}` ? [] : [words.commonName(asked.commonName, `system:node:${node}`)]),
	...(sameSet(asked.organizations, ['system:nodes']) ? [] : [words.organization(asked.organizations.join(', '))]),
	...(asked.otherNames.length === 0 ? [] : [words.otherNames(asked.otherNames.join(', '))]),
	...(asked.signatureValid ? [] : [words.signature]),
];

/** `wanted`: the one usage beside those of every key. */
export const judgeUsages = (asked: Asked, wanted: string): string[] => {
	const allowed = ['digital signature', 'key encipherment', wanted];
	const extra = asked.usages.filter(usage => !allowed.includes(usage));
	return extra.length > 0 || !asked.usages.includes(wanted) ? [words.usages(asked.usages.join(', '), wanted)] : [];
};

/** Proofs by the client certificate on the node's disk, if it is this node's. */
export const diskProofs = (node: string, onDisk: OnDisk | undefined): string[] => {
	if (!onDisk?.ours || onDisk.commonName !== `system:node:${node}` || onDisk.issued === false) return [];
	const {serial, fingerprint} = onDisk;
	return [onDisk.issued ? words.diskIssued(node, serial, fingerprint) : words.diskOurs(node, serial, fingerprint)];
};

export const verdictOf = (reasons: readonly string[], proofs: readonly string[], open: readonly string[]): Verdict => ({
	...(reasons.length > 0 ? {expected: false, reasons, proofs} : {expected: true, proofs}),
	...(open.length > 0 && {open}),
});
