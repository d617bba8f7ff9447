/** The person's own authorities: their files are read, judged, kept in the folder as copies, and compared with those from then on. */
import {createHash, createPrivateKey, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import type {OwnAuthority, Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {readChain, writeChain} from './chain.ts';
import {certificatePath, type Existing, keyPath} from './existing.ts';
import {readIfThere, writeWhole} from './folder.ts';
import {judgeAuthority} from './judge-authority.ts';
import {privatePem} from './keys.ts';
import {PkiError} from './pki-error.ts';
import type {ReadCertificate} from './read-certificate.ts';

const t = texts.pki;

type Part = keyof OwnAuthority;
type Parsed<T> = {readonly value?: T; readonly problems: readonly Problem[]};

const readCertificates = (pem: string): ReadCertificate[] => {
	const chain = readChain(pem);
	if (chain.length === 0) throw new Error(t.own.noBlock);
	return chain;
};

const readKey = (pem: string): KeyObject => {
	if (pem.includes('ENCRYPTED')) throw new Error(t.own.encrypted);
	return createPrivateKey(pem);
};

/** A file that is not there any more is no problem once it was kept. */
const readPart = async <T>(
	{id, own}: CertificateRequest,
	part: Part,
	base: string,
	kept: boolean,
	read: (text: string) => T,
): Promise<Parsed<T>> => {
	const file = own?.[part];
	if (file === undefined) return {problems: []};
	const problem = (reason: string): Problem => ({path: `pki.own.${id}.${part}`, reason, example: t.own.example[part]});
	try {
		const text = await readIfThere(path.resolve(base, file));
		if (text === undefined) return {problems: kept ? [] : [problem(t.own.missing(file))]};
		return {value: read(text), problems: []};
	} catch (error) {
		const detail = error instanceof PkiError ? error.problems[0]!.reason : error instanceof Error ? error.message : String(error);
		return {problems: [problem(t.own.unreadable(file, detail))]};
	}
};

const fingerprint = (pem: string): string => createHash('sha256').update(readChain(pem)[0]!.x509.raw).digest('hex');

const certificateProblems = ({file, own}: CertificateRequest, kept: string | undefined, given: string | undefined): Problem[] => {
	if (kept === undefined || given === undefined || kept === given) return [];
	const crt = certificatePath(file);
	const reason =
		fingerprint(kept) === fingerprint(given)
			? t.own.otherChain(own!.certificate)
			: t.own.changed(own!.certificate, fingerprint(given), fingerprint(kept));
	return [{path: crt, reason, example: t.own.replace(own!.certificate, crt, keyPath(file))}];
};

const keyProblems = (
	{id, file, own}: CertificateRequest,
	{key: kept}: Existing,
	read: ReadCertificate | undefined,
	given?: KeyObject,
): Problem[] => {
	const example = t.own.example.key;
	if (own?.key === undefined)
		return kept ? [{path: keyPath(file), reason: t.own.keptKey(id), example: t.own.removeKey(keyPath(file))}] : [];
	const fits = (key: KeyObject | undefined): boolean => !key || !read || read.x509.checkPrivateKey(key);
	return [
		...(fits(given) ? [] : [{path: `pki.own.${id}.key`, reason: t.own.otherKey(own.key, own.certificate), example}]),
		...(fits(kept) ? [] : [{path: keyPath(file), reason: t.otherKey(certificatePath(file)), example: t.own.removeKey(keyPath(file))}]),
	];
};

/** What the folder holds of an own authority once it is kept, and what must be written for that. */
export type Adopted = {readonly existing: Existing; readonly keep: () => Promise<void>};

/** Looks at the files of an own authority and at what was kept of them. `base` is the folder of cluster.yaml. */
export const adoptAuthority = async (
	request: CertificateRequest,
	found: Existing,
	{directory, base, now}: {readonly directory: string; readonly base: string; readonly now: Date},
): Promise<Adopted> => {
	const chain = await readPart(request, 'certificate', base, found.certificate !== undefined, readCertificates);
	const given = await readPart(request, 'key', base, found.key !== undefined, readKey);
	const kept = found.read && writeChain(readChain(found.certificate!));
	const own = chain.value && writeChain(chain.value);
	const all = chain.value ?? (kept === undefined ? [] : readChain(kept));
	const example = t.own.example.certificate;
	const problems = [
		...found.problems,
		...chain.problems,
		...given.problems,
		...judgeAuthority(all, now).map(reason => ({path: `pki.own.${request.id}.certificate`, reason, example})),
		...certificateProblems(request, kept, own),
		...keyProblems(request, found, all[0], given.value),
	];
	const certificate = kept ?? own;
	const key = found.key ?? given.value;
	const at = path.join(directory, request.file);
	return {
		existing: {...(key && {key}), ...(certificate !== undefined && {certificate}), ...(all[0] && {read: all[0]}), problems},
		keep: async () => {
			if (given.value && !found.key) await writeWhole(`${at}.key`, privatePem(given.value), 0o600);
			if (own !== undefined && kept === undefined) await writeWhole(`${at}.crt`, own, 0o644);
		},
	};
};
