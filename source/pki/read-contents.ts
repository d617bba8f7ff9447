import path from 'node:path';
import type {CertificateContent, CertificateRequest} from '../catalog/certificate-types.ts';
import {isSelfSigned, readChain} from './chain.ts';
import {readIfThere} from './folder.ts';
import {kindOf, sha256, signatureHash} from './keys.ts';
import {type ReadCertificate, readCertificate} from './read-certificate.ts';

const endOf = (chain: readonly ReadCertificate[]): string =>
	new Date(Math.min(...chain.map(({notAfter}) => notAfter.getTime()))).toISOString();

/** What a certificate says, as the lint reads it; `pem` is its file, with what stands above an authority. */
export const contentOf = (read: ReadCertificate, pem: string): CertificateContent => {
	const {subject, authority, dnsNames, ipAddresses, usages, keyUsage, x509, notBefore, notAfter} = read;
	const {subjectKeyIdentifier: own, authorityKeyIdentifier: signer} = read;
	return {
		commonName: subject.commonName,
		organizations: subject.organizations,
		...{authority, dnsNames, ipAddresses, usages, keyUsage},
		selfSigned: isSelfSigned(read),
		key: kindOf(x509.publicKey),
		publicKeySha256: sha256(read.spki),
		signatureHash: signatureHash(read.signatureAlgorithm),
		...(own && {subjectKeyIdentifier: own.toString('hex')}),
		...(signer && {authorityKeyIdentifier: signer.toString('hex')}),
		notBefore: notBefore.toISOString(),
		notAfter: notAfter.toISOString(),
		...(authority && {signsUntil: endOf(readChain(pem))}),
	};
};

/** What lies below `directory` for these requests, by their ids, fit or not: nothing is compared. What cannot be read is left out. */
export const readContents = async (
	requests: readonly CertificateRequest[],
	directory: string,
): Promise<Record<string, CertificateContent>> => {
	const found = await Promise.all(
		requests.map(async ({id, file}) => {
			const pem = await readIfThere(path.join(directory, `${file}.crt`));
			try {
				return pem === undefined ? [] : [[id, contentOf(readCertificate(pem), pem)] as const];
			} catch {
				return [];
			}
		}),
	);
	return Object.fromEntries(found.flat());
};
