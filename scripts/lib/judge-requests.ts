// What a kubelet's request says, and the verdict on it with what its node's disk proves.
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {type ReadSigningRequest, readSigningRequest} from '../../source/pki/signing-request.ts';
import type {Evidence} from '../../source/plan/asked.ts';
import {askingHost, clientSigner, judgeRequest} from '../../source/plan/judge-request.ts';
import {servingSigner} from '../../source/plan/judge-serving.ts';
import type {Host} from '../../source/spec/types.ts';
import type {SigningRequest} from '../../source/state/event.ts';
import {texts} from '../../source/texts/texts.ts';
import type {Cluster} from './cluster.ts';
import {askForEvidence, readEvidence} from './disk-evidence.ts';

/** certificates.k8s.io/v1, as far as it is read here. */
export type CertificateSigningRequest = {
	metadata: {name: string; uid: string; creationTimestamp: string};
	spec: {request: string; signerName: string; username: string; usages: string[]};
	status?: {certificate?: string; conditions?: Array<{type: string}>};
};

/** Where the API server has them. */
export const requestsPath = '/apis/certificates.k8s.io/v1/certificatesigningrequests';

/** Milliseconds that a host has to show its disk. */
const patience = 8000;
let looks = 0;

const conditionOf = ({status}: CertificateSigningRequest): SigningRequest['condition'] => {
	const types = (status?.conditions ?? []).map(({type}) => type);
	if (types.includes('Denied')) return 'denied';
	if (types.includes('Failed')) return 'failed';
	if (status?.certificate) return 'issued';
	return types.includes('Approved') ? 'approved' : 'pending';
};

type Judged = Pick<SigningRequest, 'node' | 'verdict'>;

/** What it asks for, or why nobody can tell. Anybody with a token may send anything: one that cannot be read must not hold up the others. */
const readRequest = ({spec}: CertificateSigningRequest): ReadSigningRequest | string => {
	try {
		return readSigningRequest(Buffer.from(spec.request, 'base64').toString());
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};

const nobody: ReadSigningRequest = {
	commonName: '',
	organizations: [],
	dnsNames: [],
	ipAddresses: [],
	otherNames: [],
	publicKeySha256: '',
	signatureValid: false,
};

/**
 * Judges requests one after the other. `known` holds all that the cluster remembers, by name, and may grow meanwhile.
 * `forget` takes a removed request's verdict away.
 */
export const makeJudge = (cluster: Cluster, known: ReadonlyMap<string, CertificateSigningRequest>) => {
	/** By uid: a request that was removed and made anew under its name is another one. */
	const verdicts = new Map<string, Judged>();
	const asksAs = (object: CertificateSigningRequest, node: string): boolean => {
		const read = readRequest(object);
		return typeof read !== 'string' && read.commonName === `system:node:${node}`;
	};
	/** The certificate a node was issued last, as the cluster still remembers it. */
	const issuedTo = (node: string): string | undefined =>
		[...known.values()]
			.filter(({spec, status}) => spec.signerName === clientSigner && status?.certificate)
			.filter(object => asksAs(object, node))
			.sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp))
			.at(-1)?.status?.certificate;
	const lookOnDisk = async (host: Host): Promise<Evidence> => {
		// Requests of one node may be judged beside each other: each look has a unit of its own.
		const $ = await cluster.on(host, `csr-${process.pid}-${++looks}`);
		const authority = await readFile(path.join(cluster.folder.pki, 'ca.crt'), 'utf8');
		const issued = issuedTo(host.name);
		return readEvidence(await askForEvidence($), {authority, issued: issued && Buffer.from(issued, 'base64').toString()});
	};
	/** A host that does not answer must not hold up the requests of the others. */
	const evidenceFor = async (object: CertificateSigningRequest): Promise<Evidence> => {
		// A key that waits is gone when its certificate has come.
		const mayHave = conditionOf(object) === 'pending' || object.spec.signerName === servingSigner;
		const host = mayHave ? askingHost(object.spec.username, cluster.spec) : undefined;
		if (!host) return {};
		const late = sleep(patience, {}, {ref: false});
		return Promise.race([lookOnDisk(host).catch(() => ({})), late]);
	};
	const judgeAnew = async (object: CertificateSigningRequest, read: ReadSigningRequest | string): Promise<Judged> => {
		if (typeof read === 'string') return {verdict: {expected: false, proofs: [], reasons: [texts.run.verdict.unreadable(read)]}};
		const {signerName: signer, username: requestor, usages} = object.spec;
		return judgeRequest({...read, signer, requestor, usages}, cluster.spec, await evidenceFor(object));
	};
	const judge = async (object: CertificateSigningRequest): Promise<SigningRequest> => {
		const {metadata, spec} = object;
		const read = readRequest(object);
		const judged = verdicts.get(metadata.uid) ?? (await judgeAnew(object, read));
		// Only a good word is final: a host that did not answer may answer the next time.
		if (judged.verdict.expected) verdicts.set(metadata.uid, judged);
		const asked = typeof read === 'string' ? nobody : read;
		return {
			name: metadata.name,
			...(judged.node && {node: judged.node}),
			signer: spec.signerName,
			requestor: spec.username,
			created: metadata.creationTimestamp,
			commonName: asked.commonName,
			organizations: asked.organizations,
			dnsNames: asked.dnsNames,
			ipAddresses: asked.ipAddresses,
			usages: spec.usages,
			publicKeySha256: asked.publicKeySha256,
			condition: conditionOf(object),
			verdict: judged.verdict,
		};
	};
	return {judge, forget: (uid: string) => verdicts.delete(uid)};
};
