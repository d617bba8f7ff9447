/** Makes what is missing: keys, then the certificates for them, authorities before what they sign. */
import type {KeyObject} from 'node:crypto';
import path from 'node:path';
import {intermediatesOf, readChain, writeChain} from './chain.ts';
import {writeWhole} from './folder.ts';
import type {IssueOptions} from './issue-options.ts';
import {keepKey} from './key-pairs.ts';
import {type ReadCertificate, readCertificate} from './read-certificate.ts';
import type {Requested} from './requested.ts';
import {type Authority, authorityOf, signCertificate} from './sign-certificate.ts';

/** A certificate as it lies on hosts, and what it says. */
type Made = {readonly certificate: string; readonly read: ReadCertificate};

/** What signs leaves, and what is sent behind them. One whose key is elsewhere has no `authority` to sign with. */
type MadeAuthority = Made & {readonly authority?: Authority; readonly sent: string; readonly kept: Promise<unknown>};

/** A leaf without a certificate waits for a signature. */
type MadeLeaf = {readonly key: KeyObject; readonly made?: Made};

export type AllMade = {readonly authorities: ReadonlyMap<string, MadeAuthority>; readonly leaves: ReadonlyMap<string, MadeLeaf>};

const makeAuthority = async ({request, existing}: Requested, directory: string, {now, serial}: IssueOptions): Promise<MadeAuthority> => {
	const elsewhere = request.own && !existing.key;
	const {key, kept} = elsewhere ? {kept: Promise.resolve()} : await keepKey(directory, request.file, request.key, existing.key);
	const certificate = existing.certificate ?? signCertificate(request, key!, authorityOf(key!, []), now, serial?.(request.id));
	const chain = readChain(certificate);
	return {certificate, read: chain[0]!, sent: intermediatesOf(chain), kept, ...(key && {authority: authorityOf(key, chain)})};
};

const certificateOf = ({request, existing}: Requested, key: KeyObject, signer: MadeAuthority, options: IssueOptions): Made | undefined => {
	const {authority, sent} = signer;
	// Of what somebody else put there, the first certificate alone.
	const found = existing.read && writeChain([existing.read]);
	const leaf = found ?? (authority && signCertificate(request, key, authority, options.now, options.serial?.(request.id)));
	return leaf === undefined ? undefined : {certificate: `${leaf}${sent}`, read: existing.read ?? readCertificate(leaf)};
};

/** Signed while the key is being flushed. */
const makeLeaf = async (one: Requested, directory: string, signer: MadeAuthority | undefined, options: IssueOptions): Promise<MadeLeaf> => {
	const {key, kept} = await keepKey(directory, one.request.file, one.request.key, one.existing.key);
	// A person's own leaf is there, with all that it sends; nobody here signs it.
	const made = signer ? certificateOf(one, key, signer, options) : {certificate: one.existing.certificate!, read: one.existing.read!};
	await kept;
	return {key, ...(made && {made})};
};

/** So many files are open at once at most. */
const atOnce = 64;

const each = async <T>(of: readonly Requested[], make: (one: Requested) => Promise<T>): Promise<ReadonlyMap<string, T>> => {
	const made = new Map<string, T>();
	const rest = of.values();
	const work = async (): Promise<void> => {
		for (const one of rest) made.set(one.request.id, await make(one));
	};
	await Promise.all(Array.from({length: atOnce}, work));
	return made;
};

/** Writes down what is new. */
const keep = async ({request, existing}: Requested, directory: string, made: Made | undefined): Promise<void> => {
	if (!made || existing.certificate !== undefined) return;
	// What a power cut takes of a leaf can be signed again, for the same key.
	await writeWhole(path.join(directory, `${request.file}.crt`), made.certificate, 0o644, request.authority);
};

/**
 * All keys lie there before any certificate, and authorities before leaves: a kill leaves nothing whose signer is not there, and at
 * most keys that the next call uses. Within that all at once, as making keys and flushing files take the time.
 */
export const makeCertificates = async (all: readonly Requested[], directory: string, options: IssueOptions): Promise<AllMade> => {
	for (const {keep} of all) await keep?.();
	const [signers, others] = [true, false].map(authority => all.filter(({request}) => request.authority === authority)) as [
		Requested[],
		Requested[],
	];
	const authorities = await each(signers, one => makeAuthority(one, directory, options));
	const leaves = await each(others, one => makeLeaf(one, directory, authorities.get(one.request.signer), options));
	await Promise.all([...authorities.values()].map(({kept}) => kept));
	await each(signers, one => keep(one, directory, authorities.get(one.request.id)));
	await each(others, one => keep(one, directory, leaves.get(one.request.id)!.made));
	return {authorities, leaves};
};
