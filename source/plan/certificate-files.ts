import {keyReaders, modeOf, ownerOf} from '../catalog/accounts.ts';
import type {Pki} from '../catalog/certificate-types.ts';
import {type CertificateRow, certificateMode, rowsFor, serviceAccountKey, signingCertificate} from '../catalog/certificates.ts';
import {pkiDirectory, signsElsewhere} from '../catalog/topology.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import {issuedId} from './request-certificates.ts';
import {secretFile} from './secret-file.ts';
import type {File} from './types.ts';

type Key = {readonly file: string; readonly publicKeySha256: string};

/** A private key's place in the plan: one line that names the key by its public half. Its bytes stay below `pki/`. */
const keyFile = (path: string, {file, publicKeySha256}: Key, spec: ClusterSpec, id: string): File => {
	const readers = keyReaders[id] ?? [];
	const named = `public-key-sha256=${publicKeySha256}`;
	return secretFile(`${pkiDirectory}/${path}.key`, `${file}.key`, modeOf(spec, ...readers), ownerOf(spec, ...readers), named);
};

/** What was requested must have been issued. Throws when it was not: a mistake in the program. */
const issued = <T>(found: Readonly<Record<string, T>>, id: string): T => {
	const one = found[id];
	if (!one) throw new Error(`not issued: ${id}`);
	return one;
};

/** An authority that signs elsewhere has its key on no host. */
const hasKey = (spec: ClusterSpec, row: CertificateRow, host: Host): boolean =>
	row.keyOn(host) && !signsElsewhere(spec).some(id => id === row.id);

/** The first certificate of a file. */
const firstOf = (pem: string): string => pem.slice(0, pem.indexOf('-----END CERTIFICATE-----')).concat('-----END CERTIFICATE-----\n');

const signingFiles = (spec: ClusterSpec, host: Host, pki: Pki): File[] => {
	const {path, when, on, owner} = signingCertificate;
	if (!when(spec) || !on(host)) return [];
	const content = firstOf(issued(pki.certificates, 'ca').certificate);
	return [{path: `${pkiDirectory}/${path}.crt`, content, mode: certificateMode, owner}];
};

/** Certificates and private keys (as stand-ins) of one host, below /etc/kubernetes/pki. */
export const certificateFiles = (spec: ClusterSpec, host: Host, pki: Pki): File[] => {
	const files = rowsFor(spec).flatMap((row): File[] => {
		if (!row.certificateOn(host)) return [];
		const one = issued(pki.certificates, issuedId(spec, row, host));
		const path = `${pkiDirectory}/${row.path}.crt`;
		const certificate = {path, content: one.certificate, mode: certificateMode, owner: row.owner};
		return hasKey(spec, row, host) ? [certificate, keyFile(row.path, one, spec, row.id)] : [certificate];
	});
	if (!serviceAccountKey.on(host)) return files;
	const {path, owner} = serviceAccountKey;
	const pair = issued(pki.keyPairs, serviceAccountKey.id);
	const publicKey = {path: `${pkiDirectory}/${path}.pub`, content: pair.publicKey, mode: certificateMode, owner};
	return [...files, ...signingFiles(spec, host, pki), publicKey, keyFile(path, pair, spec, serviceAccountKey.id)];
};
