/** What becomes of the serving requests that lie there while nobody is at the keys: a renewal is approved, all else is left to a person. Pure. */
import {readRequest} from '../pki/read-request.ts';
import type {Asked, Verdict} from '../plan/asked.ts';
import {judgeServing, type Node, servingSigner} from '../plan/judge-serving.ts';

type Condition = {readonly type: string; readonly [key: string]: unknown};

/** certificates.k8s.io/v1 CertificateSigningRequest, as far as it is read here. */
export type Request = {
	readonly metadata: {readonly name: string; readonly uid: string; readonly creationTimestamp: string};
	readonly spec: {
		readonly request: string;
		readonly signerName: string;
		readonly username: string;
		readonly usages?: readonly string[];
	};
	readonly status?: {readonly conditions?: readonly Condition[]};
};

export type Known = {
	/** All requests that the API server has. */
	readonly items: readonly Request[];
	/** The hosts of the plan that run a kubelet. */
	readonly nodes: readonly Node[];
	/** By a request's uid: names and addresses under which its node's kubelet was met; absent when nobody looked yet. */
	readonly served: Readonly<Record<string, readonly string[]>>;
};

/** `look`: meet the node's kubelet at an address, under a name that the request asks for, and decide again. */
export type Decision =
	| {readonly what: 'look'; readonly uid: string; readonly address: string; readonly name: string}
	| {readonly what: 'approve'; readonly uid: string; readonly name: string; readonly words: string; readonly object: object}
	| {readonly what: 'leave'; readonly uid: string; readonly words: string};

/**
 * So many certificates a node gets in an hour, which is as long as the API server keeps issued requests. Where certificates are signed for ten minutes, five
 * of which are over at once (the signer sets their begin back), a kubelet asks up to thirty times.
 */
export const mostAnHour = 60;

const isPending = ({status}: Request): boolean => (status?.conditions ?? []).length === 0;

const isApproved = ({status}: Request): boolean => (status?.conditions ?? []).some(({type}) => type === 'Approved');

/** Whoever asks writes these words: nothing of them may act on a terminal or look like a line of its own. */
const plain = (words: string): string => words.replace(/[^\x20-\x7e]/g, '?').slice(0, 1500);

/** Times are whole seconds: of several of one second one counts, whoever floods. */
const isLater = ({metadata: one}: Request, {metadata: other}: Request): boolean =>
	one.creationTimestamp === other.creationTimestamp ? one.name > other.name : one.creationTimestamp > other.creationTimestamp;

/** The one of each node that its kubelet waits for: it asks anew when nothing comes, and takes no answer to what it asked before. */
const newestOf = (items: readonly Request[]): Request[] => {
	const newest: Record<string, Request> = {};
	for (const item of items) {
		const known = newest[item.spec.username];
		if (!known || isLater(item, known)) newest[item.spec.username] = item;
	}
	return items.filter(item => newest[item.spec.username] === item);
};

/** As the API server has it. It refuses a request that is not signed with the key it asks for, so every one that it lists is. */
const readAsked = ({spec}: Request): Asked => ({
	...readRequest(Buffer.from(spec.request, 'base64').toString()),
	signer: spec.signerName,
	requestor: spec.username,
	usages: spec.usages ?? [],
	signatureValid: true,
	publicKeySha256: '',
});

const reasonsOf = (verdict: Verdict): readonly string[] => (verdict.expected ? [] : verdict.reasons);

const approved = (item: Request, message: string): object => ({
	...item,
	status: {
		...item.status,
		conditions: [{type: 'Approved', status: 'True', reason: 'KinstallRenewal', message}],
	},
});

const decideOne = (item: Request, {items, nodes, served}: Known): Decision[] => {
	const {uid, name} = item.metadata;
	const from = `${name} of ${item.spec.username}`;
	const leave = (reasons: readonly string[]): Decision[] => [
		{what: 'leave', uid, words: plain(`left to a person: ${from}: ${reasons.join('; ')}`)},
	];
	let asked: Asked;
	try {
		asked = readAsked(item);
	} catch (error) {
		return leave([`it cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
	}
	const names = [...asked.dnsNames, ...asked.ipAddresses];
	// As if its kubelet served them all: what is wrong then needs no look.
	const first = judgeServing(asked, {hosts: nodes}, {serves: names});
	if (!first.verdict.expected) return leave(reasonsOf(first.verdict));
	const recent = items.filter(other => other.spec.username === item.spec.username && isApproved(other)).length;
	if (recent >= mostAnHour) return leave([`${recent} certificates were approved for this node within an hour`]);
	const serves = served[uid];
	if (!serves) {
		const {address} = nodes.find(node => node.name === first.node)!;
		return names.map(one => ({what: 'look', uid, address: asked.ipAddresses.includes(one) ? one : address, name: one}));
	}
	const {verdict} = judgeServing(asked, {hosts: nodes}, {serves});
	if (!verdict.expected) return leave(reasonsOf(verdict));
	const proofs = plain(verdict.proofs.join('; '));
	return [{what: 'approve', uid, name, words: plain(`approved the renewal ${from}: ${proofs}`), object: approved(item, proofs)}];
};

/** What to do about each request that waits, in the order of the list. Of several of one node the newest counts, the others run out. */
export const decide = (known: Known): Decision[] => {
	const items = known.items.filter(({spec}) => spec.signerName === servingSigner);
	return newestOf(items.filter(isPending)).flatMap(item => decideOne(item, {...known, items}));
};
