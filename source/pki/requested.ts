/** What is asked for beside what is there of it, before anything is written. */
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import type {Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {readChain} from './chain.ts';
import {compare} from './compare.ts';
import {type Existing, readExisting} from './existing.ts';
import {adoptAuthority} from './own-authority.ts';
import {adoptPair} from './own-pair.ts';
import type {ReadCertificate} from './read-certificate.ts';

export type Requested = {
	readonly request: CertificateRequest;
	readonly existing: Existing;
	/** Copies a person's own files. */
	readonly keep?: () => Promise<void>;
};

export const signerIn = (all: readonly Requested[], {signer, id}: CertificateRequest): Requested => {
	const found = all.find(({request}) => request.id === signer);
	if (!found) throw new Error(`${id}: no authority ${signer}`);
	return found;
};

/** `base` is the folder of cluster.yaml. */
export const look = async (
	request: CertificateRequest,
	directory: string,
	{now, base}: {readonly now: Date; readonly base: string},
): Promise<Requested> => {
	const existing = await readExisting(directory, request);
	if (!request.own) return {request, existing};
	const adopt = request.authority ? adoptAuthority : adoptPair;
	return {request, ...(await adopt(request, existing, {directory, base, now}))};
};

/** Whether who believes the one believes the other: it is the same, or the other signed it. */
const leadsTo = ({x509}: ReadCertificate, {x509: above}: ReadCertificate): boolean =>
	x509.publicKey.equals(above.publicKey) || (x509.checkIssued(above) && x509.verify(above.publicKey));

const chainOf = ({certificate}: Existing): ReadCertificate[] => (certificate === undefined ? [] : readChain(certificate));

/** Who may ask an issuer could get a certificate of any user from one that the cluster's daemons believe. */
const issuerProblems = (all: readonly Requested[]): Problem[] =>
	all.flatMap(({request: {issues, own}, existing}) => {
		if (!issues || !own || existing.problems.length > 0) return [];
		const chain = chainOf(existing);
		const believed = all.find(
			({request: {authority}, existing: other}) =>
				authority && other.problems.length === 0 && chainOf(other).some(above => chain.some(one => leadsTo(one, above))),
		);
		const {issuerBelieved, issuerExample} = texts.pki.pair;
		return believed ? [{path: own.certificate, reason: issuerBelieved(believed.request.id), example: issuerExample.certificate}] : [];
	});

/** Why what is there cannot be used. */
export const problemsOf = (all: readonly Requested[], now: Date): Problem[] => [
	...issuerProblems(all),
	...all.flatMap(({request, existing}) =>
		// What is a person's own was judged when it was adopted.
		request.own ? existing.problems : compare(request, existing, signerIn(all, request), now),
	),
];
