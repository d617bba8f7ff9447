/** A leaf of the person's own, or an authority that signs in the cluster: files are read, judged, and kept in the folder as copies. Newer files take the place of what was kept. */
import {createPrivateKey, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import type {OwnPair} from '../spec/addon-types.ts';
import type {Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {readChain, writeChain} from './chain.ts';
import {type Existing, keyPath} from './existing.ts';
import {readIfThere, writeWhole} from './folder.ts';
import {privatePem} from './keys.ts';
import type {Adopted} from './own-authority.ts';
import {PkiError} from './pki-error.ts';
import type {ReadCertificate} from './read-certificate.ts';

const t = texts.pki;

type Part = keyof OwnPair;
type Parsed<T> = {readonly value?: T; readonly problems: readonly Problem[]};

/** What either file should be. */
type Examples = Readonly<Record<Part, string>>;

const problem = (examples: Examples, part: Part, file: string, reason: string): Problem => ({path: file, reason, example: examples[part]});

const readCertificates = (pem: string): ReadCertificate[] => {
	const chain = readChain(pem);
	if (chain.length === 0) throw new Error(t.own.noBlock);
	return chain;
};

const readKey = (pem: string): KeyObject => {
	if (pem.includes('ENCRYPTED')) throw new Error(t.pair.encrypted);
	return createPrivateKey(pem);
};

/** A file that is not there any more is no problem once it was kept. */
const readPart = async <T>(
	examples: Examples,
	part: Part,
	file: string,
	base: string,
	kept: T | undefined,
	read: (text: string) => T,
): Promise<Parsed<T>> => {
	try {
		const text = await readIfThere(path.resolve(base, file));
		if (text !== undefined) return {value: read(text), problems: []};
		return kept === undefined ? {problems: [problem(examples, part, file, t.pair.missing(file))]} : {value: kept, problems: []};
	} catch (error) {
		const detail = error instanceof PkiError ? error.problems[0]!.reason : error instanceof Error ? error.message : String(error);
		return {problems: [problem(examples, part, file, t.pair.unreadable(file, detail))]};
	}
};

/** Whether a name is the domain or below it; of a certificate with a star the star counts as a name. */
const isBelow = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

const leafReasons = (leaf: ReadCertificate, domain: string): string[] => [
	...(leaf.authority ? [t.isAuthority] : []),
	...(leaf.usages.length > 0 && !leaf.usages.includes('server') ? [t.usages(leaf.usages, ['server'])] : []),
	...(leaf.dnsNames.some(name => isBelow(name, domain)) ? [] : [t.pair.names(leaf.dnsNames, domain)]),
];

const issuerReasons = ({authority, keyUsage}: ReadCertificate): string[] => [
	...(authority ? [] : [t.notAuthority]),
	...(keyUsage.length > 0 && !keyUsage.includes('keyCertSign') ? [t.keyUsage(['keyCertSign'])] : []),
];

const judge = (leaf: ReadCertificate, {dnsNames: [domain = ''], issues}: CertificateRequest, now: Date): string[] => [
	...(issues ? issuerReasons(leaf) : leafReasons(leaf, domain)),
	...(leaf.notBefore > now ? [t.notYet(leaf.notBefore.toISOString(), now.toISOString())] : []),
	...(leaf.notAfter <= now ? [t.expired(leaf.notAfter.toISOString())] : []),
];

/** Looks at the files of an own pair and at what was kept of them. `base` is the folder of cluster.yaml; a leaf's first name is the domain. */
export const adoptPair = async (
	request: CertificateRequest,
	found: Existing,
	{directory, base, now}: {readonly directory: string; readonly base: string; readonly now: Date},
): Promise<Adopted> => {
	const {certificate: certificateFile, key: keyFile = keyPath(request.file)} = request.own!;
	const examples = request.issues ? t.pair.issuerExample : t.pair.example;
	const kept = found.read && readChain(found.certificate!);
	const [chain, key] = await Promise.all([
		readPart(examples, 'certificate', certificateFile, base, kept, readCertificates),
		readPart(examples, 'key', keyFile, base, found.key, readKey),
	]);
	const leaf = chain.value?.[0];
	const fits = !leaf || !key.value || leaf.x509.checkPrivateKey(key.value);
	const problems = [
		...chain.problems,
		...key.problems,
		...(leaf ? judge(leaf, request, now).map(reason => problem(examples, 'certificate', certificateFile, reason)) : []),
		...(fits ? [] : [problem(examples, 'key', keyFile, t.own.otherKey(keyFile, certificateFile))]),
	];
	const certificate = chain.value && writeChain(chain.value);
	const at = path.join(directory, request.file);
	return {
		existing: {...(key.value && {key: key.value}), ...(certificate !== undefined && {certificate}), ...(leaf && {read: leaf}), problems},
		keep: async () => {
			if (key.value && !(found.key && key.value.equals(found.key))) await writeWhole(`${at}.key`, privatePem(key.value), 0o600);
			if (certificate !== undefined && certificate !== found.certificate) await writeWhole(`${at}.crt`, certificate, 0o644);
		},
	};
};
