/** What is asked for beside what is there of it, before anything is written. */
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import type {Problem} from '../spec/types.ts';
import {compare} from './compare.ts';
import {type Existing, readExisting} from './existing.ts';
import {adoptAuthority} from './own-authority.ts';
import {adoptPair} from './own-pair.ts';

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

/** Why what is there cannot be used. */
export const problemsOf = (all: readonly Requested[], now: Date): Problem[] =>
	all.flatMap(({request, existing}) =>
		// What is a person's own was judged when it was adopted.
		request.own ? existing.problems : compare(request, existing, signerIn(all, request), now),
	);
