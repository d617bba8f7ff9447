import {X509Certificate} from 'node:crypto';
import {toDer} from './der.ts';
import {type AltNames, readAltNames, readExtensions, readSubject, type Subject} from './names.ts';
import {type Asn1, bytes, isTagged, oidOf, oids, parseDer, parts} from './read-der.ts';

export type ReadCertificate = AltNames & {
	readonly x509: X509Certificate;
	readonly subject: Subject;
	readonly issuer: Subject;
	/** The public key in DER (SubjectPublicKeyInfo). */
	readonly spki: Buffer;
	/** The subject as it is encoded: what it signs must name its issuer in the same bytes. */
	readonly rawSubject: Asn1;
	readonly authority: boolean;
	/** How many authorities may stand between this one and a leaf; absent when any number may. */
	readonly pathLength?: number;
	/** `server`, `client`, or the OID of any other purpose. */
	readonly usages: readonly string[];
	/** Names of the bits as in RFC 5280: `digitalSignature`, `keyCertSign`. */
	readonly keyUsage: readonly string[];
	/** Whether it binds the names of what stands below it. */
	readonly constrainsNames: boolean;
	/** Absent in certificates that do not carry one. */
	readonly subjectKeyIdentifier?: Buffer;
	readonly authorityKeyIdentifier?: Buffer;
	/** OID. */
	readonly signatureAlgorithm: string;
	readonly notBefore: Date;
	readonly notAfter: Date;
};

const bitNames = [
	'digitalSignature',
	'nonRepudiation',
	'keyEncipherment',
	'dataEncipherment',
	'keyAgreement',
	'keyCertSign',
	'cRLSign',
	'encipherOnly',
	'decipherOnly',
];

const readKeyUsage = (value: Buffer | undefined): string[] => {
	if (!value) return [];
	const content = bytes(parseDer(value)).subarray(1);
	return bitNames.filter((_, bit) => ((content[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
};

/** BasicConstraints: a boolean, which is left out when it is false, and for an authority perhaps the path's length. */
const readConstraints = (value: Buffer | undefined): {readonly authority: boolean; readonly pathLength?: number} => {
	const [flag, length] = value ? parts(parseDer(value)) : [];
	const authority = flag !== undefined && bytes(flag).equals(Buffer.of(0xff));
	return {authority, ...(length && {pathLength: bytes(length).readUIntBE(0, bytes(length).length)})};
};

const usageNames: Readonly<Record<string, string>> = {[oids.serverAuth]: 'server', [oids.clientAuth]: 'client'};

/** What a certificate says. Throws when it is not one. */
export const readCertificate = (pem: string): ReadCertificate => {
	const x509 = new X509Certificate(pem);
	// TBSCertificate: [0] version, serial, algorithm, issuer, validity, subject, key, and the extensions in [3].
	const [content, algorithm] = parts(parseDer(x509.raw));
	const fields = parts(content);
	// Version 1, which has no extensions, leaves the field of its version out.
	const tbs = isTagged(fields[0]!, 0) ? fields : [undefined, ...fields];
	const list = fields.find(field => isTagged(field, 3));
	const extensions = list ? readExtensions(parts(list)[0]!) : [];
	const find = (id: string): Buffer | undefined => extensions.find(extension => extension.id === id)?.value;
	const own = find(oids.subjectKeyIdentifier);
	const signers = find(oids.authorityKeyIdentifier);
	const signerKey = signers && parts(parseDer(signers)).find(field => isTagged(field, 0));
	return {
		x509,
		subject: readSubject(tbs[5]!),
		issuer: readSubject(tbs[3]!),
		spki: toDer(tbs[6]!),
		rawSubject: tbs[5]!,
		...readConstraints(find(oids.basicConstraints)),
		usages: (x509.keyUsage ?? []).map(id => usageNames[id] ?? id),
		keyUsage: readKeyUsage(find(oids.keyUsage)),
		...readAltNames(extensions),
		constrainsNames: find(oids.nameConstraints) !== undefined,
		...(own && {subjectKeyIdentifier: bytes(parseDer(own))}),
		...(signerKey && {authorityKeyIdentifier: bytes(signerKey)}),
		signatureAlgorithm: oidOf(parts(algorithm)[0]),
		notBefore: new Date(x509.validFrom),
		notAfter: new Date(x509.validTo),
	};
};
