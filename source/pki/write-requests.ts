/** `requests/` below the folder of certificates: what waits for a signature elsewhere, and nothing else. */
import type {KeyObject} from 'node:crypto';
import {readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import {texts} from '../texts/texts.ts';
import {attributesText} from './describe.ts';
import {certificatePath} from './existing.ts';
import {readIfThere, writeWhole} from './folder.ts';
import {isRequestFor, makeSigningRequest} from './make-signing-request.ts';
import type {AwaitedSignature} from './waiting-for-signatures.ts';

const t = texts.pki.waiting;

/** A leaf without a certificate, its key, and what its signer says it is called. */
export type Pending = {readonly request: CertificateRequest; readonly key: KeyObject; readonly signerSubject: string};

const folder = 'requests';
const guide = 'README.txt';
const fileOf = ({request}: Pending): string => `${request.file}.csr`;

export const awaited = (pending: Pending): AwaitedSignature => ({
	id: pending.request.id,
	signer: pending.request.signer,
	request: `pki/${folder}/${fileOf(pending)}`,
	certificate: certificatePath(pending.request.file),
});

const subjectText = ({commonName, organization, attributes}: CertificateRequest): string => {
	const all = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
	const {country, state, locality, unit} = attributes;
	return attributesText({
		commonName,
		organizations: all(organization),
		attributes: {country: all(country), state: all(state), locality: all(locality), unit: all(unit)},
		others: [],
	});
};

const entry = (pending: Pending): string => {
	const {request, key, signerSubject} = pending;
	const {dnsNames, ipAddresses, usages, days} = request;
	const names = [...dnsNames.map(name => `DNS:${name}`), ...ipAddresses.map(address => `IP:${address}`)];
	const keyUsage = key.asymmetricKeyType === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'];
	const {request: csr, certificate} = awaited(pending);
	return [csr, ...t.entry({certificate, signer: signerSubject, subject: subjectText(request), names, usages, keyUsage, days})].join('\n');
};

/** A text for who signs: for each request what is in it, for how long, and where the certificate belongs. */
const guideOf = (pending: readonly Pending[]): string => `${[t.guide, ...pending.map(entry)].join('\n\n')}\n`;

const writeIfOther = async (file: string, text: string): Promise<void> => {
	if ((await readIfThere(file)) !== text) await writeWhole(file, text, 0o644);
};

const writeRequest = async (directory: string, pending: Pending): Promise<void> => {
	const file = path.join(directory, fileOf(pending));
	const found = await readIfThere(file);
	if (found !== undefined && isRequestFor(found, pending.request, pending.key)) return;
	await writeWhole(file, makeSigningRequest(pending.request, pending.key), 0o644);
};

/** Requests of an earlier call that nothing waits for any more. */
const removeOthers = async (directory: string, wanted: ReadonlySet<string>): Promise<void> => {
	const files = await readdir(directory, {recursive: true}).catch(() => []);
	const old = files.filter(file => file.endsWith('.csr') && !wanted.has(file));
	await Promise.all(old.map(file => rm(path.join(directory, file))));
};

/** Writes what is missing or wrong, leaves what is right, and removes the rest; the whole folder once nothing waits. */
export const writeRequests = async (pkiDirectory: string, pending: readonly Pending[]): Promise<void> => {
	const directory = path.join(pkiDirectory, folder);
	if (pending.length === 0) return rm(directory, {recursive: true, force: true});
	await Promise.all(pending.map(one => writeRequest(directory, one)));
	await removeOthers(directory, new Set(pending.map(fileOf)));
	await writeIfOther(path.join(directory, guide), guideOf(pending));
};
