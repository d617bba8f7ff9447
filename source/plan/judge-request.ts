import {addressesOf} from '../catalog/topology.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {tokenId} from './token-id.ts';

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

/** What was found on the disk of the node that asks; what could not be read is absent. */
export type Evidence = {
	readonly certificate?: OnDisk;
	/** sha256 of the SPKI of the key with which its kubelet waits for a first client certificate. */
	readonly waitingKey?: string;
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

export const clientSigner = 'kubernetes.io/kube-apiserver-client-kubelet';
export const servingSigner = 'kubernetes.io/kubelet-serving';

const words = texts.run.verdict;

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
	left.length === right.length && left.every(item => right.includes(item));

const judgeSubject = (asked: Asked, node: string): string[] => [
	...(asked.commonName === `system:node:${node}` ? [] : [words.commonName(asked.commonName, `system:node:${node}`)]),
	...(sameSet(asked.organizations, ['system:nodes']) ? [] : [words.organization(asked.organizations.join(', '))]),
	...(asked.otherNames.length === 0 ? [] : [words.otherNames(asked.otherNames.join(', '))]),
	...(asked.signatureValid ? [] : [words.signature]),
];

const judgeUsages = (asked: Asked, wanted: string): string[] => {
	const allowed = ['digital signature', 'key encipherment', wanted];
	const extra = asked.usages.filter(usage => !allowed.includes(usage));
	return extra.length > 0 || !asked.usages.includes(wanted) ? [words.usages(asked.usages.join(', '), wanted)] : [];
};

/** Proofs by the client certificate on the node's disk, if it is this node's. */
const diskProofs = (node: string, onDisk: OnDisk | undefined): string[] => {
	if (!onDisk?.ours || onDisk.commonName !== `system:node:${node}` || onDisk.issued === false) return [];
	const {serial, fingerprint} = onDisk;
	return [onDisk.issued ? words.diskIssued(node, serial, fingerprint) : words.diskOurs(node, serial, fingerprint)];
};

const judgeClient = (asked: Asked, spec: ClusterSpec, {certificate, waitingKey}: Evidence): {node?: string; verdict: Verdict} => {
	const host = spec.hosts.find(({name, node}) => node && asked.requestor === `system:bootstrap:${tokenId(spec, name)}`);
	// A node that renews its own certificate asks as itself.
	const renewing = spec.hosts.find(({name, node}) => node && asked.requestor === `system:node:${name}`);
	const node = (host ?? renewing)?.name;
	if (!node) return {verdict: {expected: false, proofs: [], reasons: [words.unknownRequestor(asked.requestor)]}};
	const isSameKey = waitingKey === asked.publicKeySha256;
	const proofs = host
		? [words.token(node, asked.requestor), ...(isSameKey ? [words.sameKey(node)] : [])]
		: [words.renewal(node), ...diskProofs(node, certificate)];
	const names = [...asked.dnsNames, ...asked.ipAddresses];
	const reasons = [
		...judgeSubject(asked, node),
		...judgeUsages(asked, 'client auth'),
		...(names.length > 0 ? [words.clientNames(names.join(', '))] : []),
		// Somebody else has the token, or asked with it before the node did.
		...(host && waitingKey !== undefined && !isSameKey ? [words.otherKey(node)] : []),
	];
	const open = host ? (waitingKey === undefined ? [words.keyNotSeen(node)] : []) : [words.keyInMemory];
	return {node, verdict: verdictOf(reasons, proofs, open)};
};

const verdictOf = (reasons: readonly string[], proofs: readonly string[], open: readonly string[]): Verdict => ({
	...(reasons.length > 0 ? {expected: false, reasons, proofs} : {expected: true, proofs}),
	...(open.length > 0 && {open}),
});

const judgeServing = (asked: Asked, spec: ClusterSpec, {certificate: onDisk}: Evidence): {node?: string; verdict: Verdict} => {
	const host = spec.hosts.find(({name, node}) => node && asked.requestor === `system:node:${name}`);
	if (!host) return {verdict: {expected: false, proofs: [], reasons: [words.unknownRequestor(asked.requestor)]}};
	const own = onDisk?.ours && onDisk.commonName === `system:node:${host.name}`;
	const strangers = [
		...asked.dnsNames.filter(name => name !== host.name),
		...asked.ipAddresses.filter(address => !addressesOf(host).includes(address)),
	];
	const reasons = [
		...judgeSubject(asked, host.name),
		...judgeUsages(asked, 'server auth'),
		...(asked.dnsNames.length + asked.ipAddresses.length === 0 ? [words.noNames] : []),
		...(strangers.length > 0 ? [words.strangeNames(strangers.join(', '), host.name)] : []),
		...(onDisk === undefined ? [words.noDisk(host.name)] : own ? [] : [words.foreignDisk(host.name)]),
		...(onDisk?.issued === false ? [words.otherDisk(host.name)] : []),
	];
	const proofs = [words.node(host.name), ...diskProofs(host.name, onDisk)];
	return {node: host.name, verdict: verdictOf(reasons, proofs, [words.keyInMemory])};
};

/**
 * Is this request one that the cluster expects, and what proves it? Pure.
 * @param evidence what the asking node has on its disk
 */
export const judgeRequest = (asked: Asked, spec: ClusterSpec, evidence: Evidence = {}): {node?: string; verdict: Verdict} => {
	if (asked.signer === clientSigner) return judgeClient(asked, spec, evidence);
	if (asked.signer === servingSigner) return judgeServing(asked, spec, evidence);
	return {verdict: {expected: false, proofs: [], reasons: [words.signer(asked.signer)]}};
};

/** The host whose disk may hold evidence for a request: the one that the token was made for, or that sent it as a node. */
export const askingHost = (requestor: string, spec: ClusterSpec): Host | undefined =>
	spec.hosts.find(({name, node}) => node && [`system:node:${name}`, `system:bootstrap:${tokenId(spec, name)}`].includes(requestor));
