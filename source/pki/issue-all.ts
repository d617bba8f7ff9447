import {createHash, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {CertificateRequest, IssuedCertificate, KeyPairRequest, Pki} from '../catalog/certificate-types.ts';
import {intermediatesOf, readChain, writeChain} from './chain.ts';
import {compare, isSignedElsewhere} from './compare.ts';
import {attributesText} from './describe.ts';
import {type Existing, readExisting} from './existing.ts';
import {prepareFolder, writeWhole} from './folder.ts';
import {issueKeyPairs, keepKey, readKeyPairs} from './key-pairs.ts';
import {kindOf, publicKeySha256} from './keys.ts';
import {adoptAuthority} from './own-authority.ts';
import {PkiError} from './pki-error.ts';
import {type ReadCertificate, readCertificate} from './read-certificate.ts';
import {contentOf} from './read-contents.ts';
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

/** What signs leaves. One that signs elsewhere has no key. */
type MadeAuthority = {
	readonly key?: KeyObject;
	readonly certificate: string;
	readonly chain: readonly ReadCertificate[];
	readonly sent: string;
};

/** A leaf without a certificate waits for a signature. */
type MadeLeaf = {readonly key: KeyObject; readonly certificate?: string};

/** What an own authority says of itself stands in the place of what would be asked for. */
const said = ({own}: CertificateRequest, {subject, x509}: ReadCertificate): Partial<CertificateRequest> => {
	if (!own) return {};
	const {commonName, organizations} = subject;
	return {
		commonName,
		...(organizations.length > 0 && {organization: organizations.join(', ')}),
		key: kindOf(x509.publicKey) as CertificateRequest['key'],
	};
};

const describe = (request: CertificateRequest, certificate: string, read: ReadCertificate): IssuedCertificate => {
	const {x509, notBefore, notAfter} = read;
	return {
		...request,
		...said(request, read),
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

/** Writes down what is new. */
const keepCertificate = async ({request, existing}: Requested, directory: string, certificate: string): Promise<void> => {
	if (existing.certificate === undefined) await writeWhole(path.join(directory, `${request.file}.crt`), certificate, 0o644);
};

const makeAuthority = async (one: Requested, directory: string, {now, serial}: IssueOptions): Promise<MadeAuthority> => {
	const {request, existing} = one;
	const key = await keyFor(one, directory);
	const certificate = existing.certificate ?? signCertificate(request, key!, {key: key!, chain: []}, now, serial?.(request.id));
	await keepCertificate(one, directory, certificate);
	const chain = readChain(certificate);
	return {...(key && {key}), certificate, chain, sent: intermediatesOf(chain)};
};

const makeLeaf = async (one: Requested, directory: string, signer: MadeAuthority, {now, serial}: IssueOptions): Promise<MadeLeaf> => {
	const {request, existing} = one;
	const key = await keepKey(directory, request.file, request.key, existing.key);
	// Of what somebody else put there, the first certificate alone.
	const found = existing.read && writeChain([existing.read]);
	const {key: signersKey, chain} = signer;
	const leaf = found ?? (signersKey && signCertificate(request, key, {key: signersKey, chain}, now, serial?.(request.id)));
	if (leaf === undefined) return {key};
	const certificate = `${leaf}${signer.sent}`;
	await keepCertificate(one, directory, certificate);
	return {key, certificate};
};

type AllMade = {readonly authorities: ReadonlyMap<string, MadeAuthority>; readonly leaves: ReadonlyMap<string, MadeLeaf>};

/**
 * Authorities before leaves, and each key before its certificate: a kill leaves nothing whose signer is not there, and at most
 * keys that the next call uses. Within that all at once, as making keys and flushing files take the time.
 */
const issueCertificates = async (all: readonly Requested[], directory: string, options: IssueOptions): Promise<AllMade> => {
	for (const {keep} of all) await keep?.();
	const each = <T>(of: readonly Requested[], make: (one: Requested) => Promise<T>) =>
		Promise.all(of.map(async one => [one.request.id, await make(one)] as const));
	const authorities = new Map(
		await each(
			all.filter(({request}) => request.authority),
			one => makeAuthority(one, directory, options),
		),
	);
	const leaves = all.filter(({request}) => !request.authority);
	return {authorities, leaves: new Map(await each(leaves, one => makeLeaf(one, directory, authorities.get(one.request.signer)!, options)))};
};

const waitForSignatures = async (all: readonly Requested[], {authorities, leaves}: AllMade, directory: string): Promise<void> => {
	const elsewhere = all.filter(({request}) => isSignedElsewhere(request, signerIn(all, request).request));
	const pending = elsewhere.flatMap(({request}): Pending[] => {
		const {key, certificate} = leaves.get(request.id)!;
		const [signer] = authorities.get(request.signer)!.chain;
		return certificate === undefined ? [{request, key, signerSubject: attributesText(signer!.subject)}] : [];
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
	const [issuedPairs, made] = await Promise.all([issueKeyPairs(directory, pairs), issueCertificates(all, directory, options)]);
	await waitForSignatures(all, made, directory);
	const read = requests.map(request => {
		const certificate = (made.authorities.get(request.id) ?? made.leaves.get(request.id))!.certificate!;
		return {request, certificate, read: readCertificate(certificate)};
	});
	return {
		certificates: Object.fromEntries(read.map(one => [one.request.id, describe(one.request, one.certificate, one.read)])),
		contents: Object.fromEntries(read.map(one => [one.request.id, contentOf(one.read)])),
		keyPairs: issuedPairs,
	};
};
