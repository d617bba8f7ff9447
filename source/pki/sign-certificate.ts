import {createPublicKey, type KeyObject, randomBytes} from 'node:crypto';
import forge from 'node-forge';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import {type Asn1, bits, octets, oids, parseDer, parts, sequence, tagged, toDer, toPem} from './der.ts';
import {namesOf, placeholder, subjectOf, usagesOf} from './extensions.ts';
import {keyIdentifier, signerOf, spkiOf} from './keys.ts';
import type {ReadCertificate} from './read-certificate.ts';

/** Its published types leave one function out. */
const pki = forge.pki as typeof forge.pki & {readonly getTBSCertificate: (certificate: forge.pki.Certificate) => Asn1};

const minute = 60_000;
const day = 24 * 60 * minute;

/** Clocks of hosts differ a little: a certificate is valid some minutes before it is made. */
const backdated = 5 * minute;

/** What signs: its private key, and its certificate with those above it; none while it is being made. */
export type Authority = {readonly key: KeyObject; readonly chain: readonly ReadCertificate[]};

/** 16 bytes as a serial number in hex; the first is kept in 0x40-0x7f, so that the number is positive and needs no leading zero. */
export const serialOf = (bytes: Buffer): string => {
	const number = Buffer.from(bytes.subarray(0, 16));
	number[0] = (number[0]! & 0x3f) | 0x40;
	return number.toString('hex');
};

const randomSerial = (): string => serialOf(randomBytes(16));

const der = (value: Asn1): string => toDer(value).toString('binary');

const extensionsOf = (request: CertificateRequest, key: KeyObject, signerKeyIdentifier: Buffer): object[] => [
	...usagesOf(request, key),
	{id: oids.subjectKeyIdentifier, value: der(octets(keyIdentifier(createPublicKey(key))))},
	{id: oids.authorityKeyIdentifier, value: der(sequence(tagged(0, signerKeyIdentifier)))},
	...namesOf(request),
];

/** From five minutes ago, for the asked number of days, but never longer than the signer and those above it. */
const validityOf = (days: number, now: Date, signersEnd: readonly Date[]): {notBefore: Date; notAfter: Date} => {
	const wholeSeconds = (time: number): Date => new Date(Math.floor(time / 1000) * 1000);
	const end = now.getTime() + days * day;
	return {
		notBefore: wholeSeconds(now.getTime() - backdated),
		notAfter: wholeSeconds(Math.min(end, ...signersEnd.map(date => date.getTime()))),
	};
};

/** A new certificate as PEM, signed by `signer`; by itself when the signer has no certificate yet. */
export const signCertificate = (
	request: CertificateRequest,
	key: KeyObject,
	signer: Authority,
	now: Date,
	serial = randomSerial(),
): string => {
	const [issuer] = signer.chain;
	const signerPublic = createPublicKey(signer.key);
	const certificate = pki.createCertificate();
	certificate.publicKey = placeholder;
	certificate.serialNumber = serial;
	certificate.siginfo.algorithmOid = pki.oids.sha256WithRSAEncryption!;
	certificate.validity = validityOf(
		request.days,
		now,
		signer.chain.map(({notAfter}) => notAfter),
	);
	certificate.setSubject(subjectOf(request));
	certificate.setIssuer(subjectOf(request));
	certificate.setExtensions(extensionsOf(request, key, issuer?.subjectKeyIdentifier ?? keyIdentifier(signerPublic)));

	// Forge knows RSA alone: the algorithm, the issuer and the public key are put in here, and node:crypto signs.
	const tbs = pki.getTBSCertificate(certificate);
	const {algorithm, sign} = signerOf(signer.key);
	const fields = parts(tbs);
	fields[2] = algorithm;
	if (issuer) fields[3] = issuer.rawSubject;
	fields[6] = parseDer(spkiOf(createPublicKey(key)));
	return toPem('CERTIFICATE', toDer(sequence(tbs, algorithm, bits(sign(toDer(tbs))))));
};
