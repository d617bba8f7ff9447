import type {ClusterSpec, Host} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {type Asked, diskProofs, type Evidence, judgeSubject, judgeUsages, type Verdict, verdictOf} from './asked.ts';
import {judgeServing, servingSigner} from './judge-serving.ts';
import {tokenId} from './token-id.ts';

export const clientSigner = 'kubernetes.io/kube-apiserver-client-kubelet';

const words = texts.run.verdict;

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
