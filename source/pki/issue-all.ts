import {createHash, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {CertificateRequest, IssuedCertificate, KeyPairRequest, Pki} from '../catalog/certificate-types.ts';
import {compare} from './compare.ts';
import {type Existing, readExisting} from './existing.ts';
import {prepareFolder, writeWhole} from './folder.ts';
import {issueKeyPairs, keepKey, readKeyPairs} from './key-pairs.ts';
import {publicKeySha256} from './keys.ts';
import {PkiError} from './pki-error.ts';
import {readCertificate} from './read-certificate.ts';
import {signCertificate} from './sign-certificate.ts';

type Requested = {readonly request: CertificateRequest; readonly existing: Existing};

export type IssueOptions = {
	readonly now: Date;
	/** Serial number of a new certificate by its id, 16 bytes in hex (`serialOf`); random ones when absent. */
	readonly serial?: (id: string) => string;
};

type Made = {readonly key: KeyObject; readonly certificate: string};

const describe = (request: CertificateRequest, certificate: string): IssuedCertificate => {
	const {x509, notBefore, notAfter} = readCertificate(certificate);
	return {
		...request,
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

const problemsOf = (all: readonly Requested[], now: Date) =>
	all.flatMap(({request, existing}) => {
		const signer = signerIn(all, request);
		return compare(request, existing, signer.existing, signer.request.file, now);
	});

/**
 * Keys first, all at once (they take the time); then certificates in their order, authorities before leaves.
 * A kill between a key and its certificate leaves a key that the next call uses.
 */
const issueCertificates = async (all: readonly Requested[], directory: string, {now, serial}: IssueOptions): Promise<Map<string, Made>> => {
	const keys = await Promise.all(all.map(({request, existing}) => keepKey(directory, request.file, request.key, existing.key)));
	const made = new Map<string, Made>();
	for (const [index, {request, existing}] of all.entries()) {
		const key = keys[index]!;
		const authority = request.signer === request.id ? {key} : made.get(request.signer);
		if (!authority) throw new Error(`${request.id} is requested before its authority ${request.signer}`);
		const certificate = existing.certificate ?? signCertificate(request, key, authority, now, serial?.(request.id));
		if (existing.certificate === undefined) await writeWhole(path.join(directory, `${request.file}.crt`), certificate, 0o644);
		made.set(request.id, {key, certificate});
	}

	return made;
};

/**
 * Issues what is missing below `directory` (the cluster's `pki/`), reuses what fits, and throws a PkiError that names every
 * difference when something does not: then nothing is written. A call that was killed is completed by the next one.
 */
export const issueAll = async (
	requests: readonly CertificateRequest[],
	keyPairs: readonly KeyPairRequest[],
	directory: string,
	options: IssueOptions,
): Promise<Pki> => {
	const all = await Promise.all(requests.map(async request => ({request, existing: await readExisting(directory, request.file)})));
	const pairs = await readKeyPairs(directory, keyPairs);
	const problems = [...problemsOf(all, options.now), ...pairs.flatMap(pair => pair.problems)];
	if (problems.length > 0) throw new PkiError(problems);

	await prepareFolder(directory);
	const issuedPairs = await issueKeyPairs(directory, pairs);
	const made = await issueCertificates(all, directory, options);
	return {
		certificates: Object.fromEntries(requests.map(request => [request.id, describe(request, made.get(request.id)!.certificate)])),
		keyPairs: issuedPairs,
	};
};
