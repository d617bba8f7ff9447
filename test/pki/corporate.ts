/** Authorities that somebody else made: openssl's, in a folder beside the cluster's. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';
import {WaitingForSignatures} from '../../source/pki/waiting-for-signatures.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issue, makeFolder, sampleSpec} from './sample.ts';

const newKeys = {
	'rsa-2048': ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
	'rsa-1024': ['RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
	'ecdsa-p256': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
	'ecdsa-p384': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
	'ecdsa-k1': ['EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
	ed25519: ['ED25519'],
} as const;
export type Kind = keyof typeof newKeys;

const authorityExtensions = [
	'basicConstraints=critical,CA:TRUE',
	'keyUsage=critical,keyCertSign,cRLSign',
	'subjectKeyIdentifier=hash',
	'authorityKeyIdentifier=keyid',
];

export type Wanted = {
	readonly name: string;
	readonly kind?: Kind;
	/** Name of the authority that signs; itself when absent. */
	readonly signer?: string;
	/** Lines of an openssl extension section. */
	readonly extensions?: readonly string[];
	readonly days?: number;
};

/** NAME.key and NAME.crt in `folder`. */
export const makeAuthority = async (folder: string, wanted: Wanted): Promise<void> => {
	const {name, kind = 'rsa-2048', signer, extensions = authorityExtensions, days = 3650} = wanted;
	await mkdir(folder, {recursive: true});
	const at = (file: string): string => path.join(folder, file);
	await execa('openssl', ['genpkey', '-algorithm', ...newKeys[kind], '-out', at(`${name}.key`)]);
	await execa('openssl', ['req', '-new', '-key', at(`${name}.key`), '-subj', `/C=DE/O=Example/CN=${name}`, '-out', at(`${name}.csr`)]);
	await writeFile(at(`${name}.cnf`), `[extensions]\n${extensions.join('\n')}\n`);
	const by = signer === undefined ? ['-key', at(`${name}.key`)] : ['-CA', at(`${signer}.crt`), '-CAkey', at(`${signer}.key`)];
	const form = ['-extfile', at(`${name}.cnf`), '-extensions', 'extensions', '-days', String(days)];
	await execa('openssl', ['x509', '-req', '-in', at(`${name}.csr`), ...by, ...form, '-out', at(`${name}.crt`)]);
};

/** One file of several certificates, in that order. */
export const bundle = async (folder: string, to: string, names: readonly string[]): Promise<void> => {
	const texts = await Promise.all(names.map(name => readFile(path.join(folder, `${name}.crt`), 'utf8')));
	await writeFile(path.join(folder, to), texts.join(''));
};

export type Own = 'root' | 'intermediate';

/** A cluster's folder with own authorities for all three, made by openssl; `key: false` keeps their keys away from it. */
export const corporateSpec = async (t: ExecutionContext, own: Own, {key, pki = {}}: {key: boolean; pki?: Partial<ClusterSpec['pki']>}) => {
	const base = await makeFolder(t);
	const corporate = path.join(base, 'corporate');
	await makeAuthority(corporate, {name: 'root'});
	for (const id of ['ca', 'etcd-ca', 'front-proxy-ca']) {
		const name = `${id}-own`;
		await makeAuthority(corporate, {name, kind: 'ecdsa-p256', ...(own === 'intermediate' && {signer: 'root'})});
		await bundle(corporate, `${id}.pem`, own === 'intermediate' ? [name, 'root'] : [name]);
	}

	const authority = (id: string) => ({certificate: `corporate/${id}.pem`, ...(key && {key: `corporate/${id}-own.key`})});
	const three = {ca: authority('ca'), 'etcd-ca': authority('etcd-ca'), 'front-proxy-ca': authority('front-proxy-ca')};
	const spec = sampleSpec({own: pki.authorities === 'one' ? {ca: three.ca} : three, ...pki});
	return {base, corporate, directory: path.join(base, 'pki'), spec};
};

export const issueCorporate = async (
	t: ExecutionContext,
	own: Own,
	pki: Partial<ClusterSpec['pki']> = {},
	change: Partial<ClusterSpec> = {},
) => {
	const plain = await corporateSpec(t, own, {key: true, pki});
	const made = {...plain, spec: {...plain.spec, ...change}};
	return {...made, pki: await issue(made.spec, made.directory)};
};

/** What a corporate authority does with a request: openssl, with the names and usages that were asked for. */
export const signElsewhere = async (request: string, certificate: string, corporate: string, signer: string, days = 300): Promise<void> => {
	const by = ['-CA', path.join(corporate, `${signer}.crt`), '-CAkey', path.join(corporate, `${signer}.key`)];
	await execa('openssl', [
		'x509',
		'-req',
		'-in',
		request,
		...by,
		'-days',
		String(days),
		'-copy_extensions',
		'copyall',
		'-out',
		certificate,
	]);
};

/** Authorities without their keys, and everything signed by openssl. */
export const issueElsewhere = async (t: ExecutionContext, own: Own = 'intermediate') => {
	const made = await corporateSpec(t, own, {key: false});
	const waiting = await t.throwsAsync(issue(made.spec, made.directory), {instanceOf: WaitingForSignatures});
	for (const {signer, request, certificate} of waiting!.missing) {
		const [from, to] = [path.join(made.base, request), path.join(made.base, certificate)];
		await mkdir(path.dirname(to), {recursive: true});
		await signElsewhere(from, to, made.corporate, `${signer}-own`);
	}

	return {...made, pki: await issue(made.spec, made.directory)};
};
