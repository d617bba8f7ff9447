import {type KeyObject, randomBytes} from 'node:crypto';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import {bits, integer, octets, sequence, tagged, time, toDer, wrapped} from './der.ts';
import {extension, namesOf, subjectOf, usagesOf} from './extensions.ts';
import {keyIdentifier, type Signer, signerOf, spkiOf} from './keys.ts';
import type {ReadCertificate} from './read-certificate.ts';
import {type Asn1, parseDer, toPem} from './read-der.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Clocks of hosts differ a little: a certificate is valid some minutes before it is made. */
const backdated = 5 * minute;

/** What signs, ready for many certificates: how its key signs, its identifier, and its certificate with those above it. */
export type Authority = {
	readonly signer: Signer;
	readonly keyIdentifier: Buffer;
	/** None while its own certificate is being made. */
	readonly chain: readonly ReadCertificate[];
};

export const authorityOf = (key: KeyObject, chain: readonly ReadCertificate[]): Authority => ({
	signer: signerOf(key),
	keyIdentifier: chain[0]?.subjectKeyIdentifier ?? keyIdentifier(key),
	chain,
});

/** 16 bytes as a serial number in hex; the first is kept in 0x40-0x7f, so that the number is positive and needs no leading zero. */
export const serialOf = (bytes: Buffer): string => {
	const number = Buffer.from(bytes.subarray(0, 16));
	number[0] = (number[0]! & 0x3f) | 0x40;
	return number.toString('hex');
};

const randomSerial = (): string => serialOf(randomBytes(16));

const extensionsOf = (request: CertificateRequest, key: KeyObject, signerKeyIdentifier: Buffer): Asn1[] => [
	...usagesOf(request, key),
	extension('subjectKeyIdentifier', octets(keyIdentifier(key))),
	extension('authorityKeyIdentifier', sequence(tagged(0, signerKeyIdentifier))),
	...namesOf(request),
];

/** From five minutes ago, for the asked number of days, but never longer than the signer and those above it. */
const validityOf = (days: number, now: Date, signersEnd: readonly Date[]): Asn1 => {
	const wholeSeconds = (time: number): Date => new Date(Math.floor(time / 1000) * 1000);
	const end = now.getTime() + days * day;
	return sequence(
		time(wholeSeconds(now.getTime() - backdated)),
		time(wholeSeconds(Math.min(end, ...signersEnd.map(date => date.getTime())))),
	);
};

/** A new certificate as PEM, signed by `authority`; by itself when the authority has no certificate yet. */
export const signCertificate = (
	request: CertificateRequest,
	key: KeyObject,
	authority: Authority,
	now: Date,
	serial = randomSerial(),
): string => {
	const {signer, chain} = authority;
	const {algorithm, sign} = signer;
	const subject = subjectOf(request);
	const ends = chain.map(({notAfter}) => notAfter);
	// TBSCertificate (RFC 5280, 4.1), of version 3, which is written as 2.
	const tbs = sequence(
		wrapped(0, integer(Buffer.of(2))),
		integer(Buffer.from(serial, 'hex')),
		algorithm,
		chain[0]?.rawSubject ?? subject,
		validityOf(request.days, now, ends),
		subject,
		parseDer(spkiOf(key)),
		wrapped(3, sequence(...extensionsOf(request, key, authority.keyIdentifier))),
	);
	return toPem('CERTIFICATE', toDer(sequence(tbs, algorithm, bits(sign(toDer(tbs))))));
};
