import {isSignedElsewhere} from './compare.ts';
import {attributesText} from './describe.ts';
import type {AllMade} from './make-certificates.ts';
import {type Requested, signerIn} from './requested.ts';
import {WaitingForSignatures} from './waiting-for-signatures.ts';
import {awaited, type Pending, writeRequests} from './write-requests.ts';

/** Writes the requests for what must be signed elsewhere, or removes those of an earlier call. Throws while one of them waits. */
export const waitForSignatures = async (all: readonly Requested[], {authorities, leaves}: AllMade, directory: string): Promise<void> => {
	const elsewhere = all.filter(({request}) => isSignedElsewhere(request, signerIn(all, request).request));
	const pending = elsewhere.flatMap(({request}): Pending[] => {
		const {key, made} = leaves.get(request.id)!;
		const {read} = authorities.get(request.signer)!;
		return made ? [] : [{request, key, signerSubject: attributesText(read.subject)}];
	});
	await writeRequests(directory, pending);
	if (pending.length > 0) throw new WaitingForSignatures(pending.map(awaited), elsewhere.length - pending.length);
};
