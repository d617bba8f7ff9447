import {createHash, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {CertificateRequest, IssuedCertificate, KeyPairRequest, Pki} from '../catalog/certificate-types.ts';
import {withIntermediates} from './chain.ts';
import {compare, isSignedElsewhere} from './compare.ts';
import {attributesText} from './describe.ts';
import {type Existing, readExisting} from './existing.ts';
import {prepareFolder, writeWhole} from './folder.ts';
import {issueKeyPairs, keepKey, readKeyPairs} from './key-pairs.ts';
import {kindOf, publicKeySha256} from './keys.ts';
import {adoptAuthority} from './own-authority.ts';
import {PkiError} from './pki-error.ts';
import {readCertificate} from './read-certificate.ts';
import {readContent} from './read-contents.ts';
import {signCertificate} from './sign-certificate.ts';
import {WaitingForSignatures} from './waiting-for-signatures.ts';
import {awaited, type Pending, writeRequests} from './write-requests.ts';

/** Where things lie, and what time it is. */
export type IssueOptions = {
	readonly now: Date;
	/** The folder of cluster.yaml, from which the files of own authorities are found. Default: the one that `pki/` lies in. */
	readonly base?: string;
	/** Serial number of a new certificate by its id, 16 bytes in hex (`serialOf`); random ones when absent. */
	readonly serial?: (id: string) => string;
};

type Requested = {
	readonly request: CertificateRequest;
	readonly existing: Existing;
	/** Copies the files of an own authority. */
	readonly keep?: () => Promise<void>;
};

/** An authority that signs elsewhere has no key. */
type Made = {readonly key?: KeyObject; readonly certificate?: string};

/** What an own authority says of itself stands in the place of what would be asked for. */
const said = (request: CertificateRequest, certificate: string): Partial<CertificateRequest> => {
	if (!request.own) return {};
	const {subject, x509} = readCertificate(certificate);
	const {commonName, organizations} = subject;
	return {
		commonName,
		...(organizations.length > 0 && {organization: organizations.join(', ')}),
		key: kindOf(x509.publicKey) as CertificateRequest['key'],
	};
};

const describe = (request: CertificateRequest, certificate: string): IssuedCertificate => {
	const {x509, notBefore, notAfter} = readCertificate(certificate);
	return {
		...request,
		...said(request, certificate),
		certificate,
		publicKeySha256: publicKeySha256(x509.publicKey),
		notBefore: notBefore.toISOString(),
		notAfter: notAfter.toISOString(),
		fingerprint: createHash('sha256').update(x509.raw).digest('hex'),
	};
};

const signerIn = (all: readonly Requested[], {signer, id}: CertificateRequest): Requested => {
	const found = all.find(({request}) => request.id === signer);
	if (!found) throw new Error(`${id}: no authority ${signer}`);
	return found;
};

const look = async (
	request: CertificateRequest,
	directory: string,
	{now, base}: {readonly now: Date; readonly base: string},
): Promise<Requested> => {
	const existing = await readExisting(directory, request.file);
	return request.own ? {request, ...(await adoptAuthority(request, existing, {directory, base, now}))} : {request, existing};
};

const problemsOf = (all: readonly Requested[], now: Date) =>
	all.flatMap(({request, existing}) =>
		// An own authority was judged when it was adopted.
		request.own ? existing.problems : compare(request, existing, signerIn(all, request), now),
	);

const keyFor = async ({request, existing}: Requested, directory: string): Promise<KeyObject | undefined> =>
	request.own && !existing.key ? undefined : keepKey(directory, request.file, request.key, existing.key);

/** A certificate that is there, or a new one; nothing when it is to be signed elsewhere and is not there yet. */
const certificateFor = (one: Requested, key: KeyObject | undefined, signer: Made, {now, serial}: IssueOptions): string | undefined => {
	const {request, existing} = one;
	const number = serial?.(request.id);
	if (request.authority) return existing.certificate ?? signCertificate(request, key!, {key: key!}, now, number);
	const leaf = existing.certificate ?? (signer.key && signCertificate(request, key!, {...signer, key: signer.key}, now, number));
	return leaf && withIntermediates(leaf, signer.certificate!);
};

/**
 * Keys first, all at once (they take the time); then certificates in their order, authorities before leaves.
 * A kill between a key and its certificate leaves a key that the next call uses.
 */
const issueCertificates = async (all: readonly Requested[], directory: string, options: IssueOptions): Promise<Map<string, Made>> => {
	for (const {keep} of all) await keep?.();
	const keys = await Promise.all(all.map(one => keyFor(one, directory)));
	const made = new Map<string, Made>();
	for (const [index, one] of all.entries()) {
		const {request, existing} = one;
		const key = keys[index];
		const signer = request.authority ? {} : made.get(request.signer);
		if (!signer) throw new Error(`${request.id} is requested before its authority ${request.signer}`);
		const certificate = certificateFor(one, key, signer, options);
		if (certificate && existing.certificate === undefined)
			await writeWhole(path.join(directory, `${request.file}.crt`), certificate, 0o644);
		made.set(request.id, {...(key && {key}), ...(certificate !== undefined && {certificate})});
	}

	return made;
};

const waitForSignatures = async (all: readonly Requested[], made: ReadonlyMap<string, Made>, directory: string): Promise<void> => {
	const elsewhere = all.filter(({request}) => isSignedElsewhere(request, signerIn(all, request).request));
	const pending = elsewhere.flatMap(({request}): Pending[] => {
		const {key, certificate} = made.get(request.id)!;
		const signer = readCertificate(made.get(request.signer)!.certificate!);
		return certificate === undefined ? [{request, key: key!, signerSubject: attributesText(signer.subject)}] : [];
	});
	await writeRequests(directory, pending);
	if (pending.length > 0) throw new WaitingForSignatures(pending.map(awaited), elsewhere.length - pending.length);
};

/**
 * Issues what is missing below `directory` (the cluster's `pki/`), reuses what fits, and throws a PkiError that names every
 * difference when something does not: then nothing is written. A call that was killed is completed by the next one.
 * Throws WaitingForSignatures when an own authority's key is not here and not all it signs is there: all else was issued then.
 */
export const issueAll = async (
	requests: readonly CertificateRequest[],
	keyPairs: readonly KeyPairRequest[],
	directory: string,
	options: IssueOptions,
): Promise<Pki> => {
	const {now, base = path.dirname(directory)} = options;
	const all = await Promise.all(requests.map(async request => look(request, directory, {now, base})));
	const pairs = await readKeyPairs(directory, keyPairs);
	const problems = [...problemsOf(all, now), ...pairs.flatMap(pair => pair.problems)];
	if (problems.length > 0) throw new PkiError(problems);

	await prepareFolder(directory);
	const issuedPairs = await issueKeyPairs(directory, pairs);
	const made = await issueCertificates(all, directory, options);
	await waitForSignatures(all, made, directory);
	return {
		certificates: Object.fromEntries(requests.map(request => [request.id, describe(request, made.get(request.id)!.certificate!)])),
		contents: Object.fromEntries(requests.map(({id}) => [id, readContent(made.get(id)!.certificate!)])),
		keyPairs: issuedPairs,
	};
};
