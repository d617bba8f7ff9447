/** Leaves whose names alone are not what is wanted any more: as the cluster grows or moves, they are signed anew for the same key. */
import type {Anew} from '../catalog/certificate-types.ts';
import {compare, namesBeside, type Signer} from './compare.ts';
import {certificatePath} from './existing.ts';
import {type Requested, signerIn} from './requested.ts';

/** What its authority, whose key is here, may make of a leaf; undefined when its names fit, or are not all that differs. */
const otherNames = ({request, existing}: Requested, signer: Signer, now: Date): Anew | undefined => {
	const {read, key} = existing;
	if (request.authority || !read || !key || !signer.existing.key) return undefined;
	const {missing, extra} = namesBeside(read, request);
	if (missing.length + extra.length === 0) return undefined;
	const asItIs = {...request, dnsNames: read.dnsNames, ipAddresses: read.ipAddresses};
	return compare(asItIs, existing, signer, now).length > 0
		? undefined
		: {file: certificatePath(request.file), added: missing, removed: extra};
};

/** The same, with such leaves as if their certificates were not there; a person's own are left to the person. */
export const issueAnew = (all: readonly Requested[], now: Date): ReadonlyArray<Requested & {readonly anew?: Anew}> =>
	all.map(one => {
		const anew = one.request.own ? undefined : otherNames(one, signerIn(all, one.request), now);
		return anew ? {...one, existing: {key: one.existing.key!, problems: []}, anew} : one;
	});
