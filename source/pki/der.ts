/** ASN.1 over node-forge: bytes as Buffers, and only the shapes that certificates are made of. */
import type forge from 'node-forge';
// This part alone: all of forge, its TLS and ciphers too, takes longer to load than all certificates to make.
import asn1 from 'node-forge/lib/asn1.js';

export type Asn1 = forge.asn1.Asn1;

const {Class, Type} = asn1;

export const oids = {
	commonName: '2.5.4.3',
	country: '2.5.4.6',
	locality: '2.5.4.7',
	state: '2.5.4.8',
	organization: '2.5.4.10',
	unit: '2.5.4.11',
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	extendedKeyUsage: '2.5.29.37',
	subjectAltName: '2.5.29.17',
	authorityKeyIdentifier: '2.5.29.35',
	basicConstraints: '2.5.29.19',
	nameConstraints: '2.5.29.30',
	extensionRequest: '1.2.840.113549.1.9.14',
	serverAuth: '1.3.6.1.5.5.7.3.1',
	clientAuth: '1.3.6.1.5.5.7.3.2',
	anyPurpose: '2.5.29.37.0',
} as const;

/** Throws on what is not DER. Bit strings stay bytes, even when they could be read as more ASN.1. */
export const parseDer = (der: Buffer): Asn1 =>
	asn1.fromDer(der.toString('binary'), {strict: true, parseAllBytes: true, decodeBitStrings: false} as unknown as boolean);

export const toDer = (node: Asn1): Buffer => Buffer.from(asn1.toDer(node).getBytes(), 'binary');

/** The parts of a sequence or set. Throws when it is neither. */
export const parts = (node: Asn1 | undefined): Asn1[] => {
	if (!Array.isArray(node?.value)) throw new Error('not a constructed ASN.1 value');
	return node.value;
};

/** The content of a primitive value. */
export const bytes = (node: Asn1 | undefined): Buffer => {
	if (typeof node?.value !== 'string') throw new Error('not a primitive ASN.1 value');
	return Buffer.from(node.value, 'binary');
};

/** A bit string's bytes, without the count of unused bits before them. */
export const bitString = (node: Asn1 | undefined): Buffer => bytes(node).subarray(1);

export const oidOf = (node: Asn1 | undefined): string => asn1.derToOid(bytes(node).toString('binary'));

/** Whether a value carries the context-specific tag [n]. */
export const isTagged = (node: Asn1, tag: number): boolean => node.tagClass === Class.CONTEXT_SPECIFIC && (node.type as number) === tag;

type Kind = (typeof Type)[keyof typeof Type];

const constructed = (kind: Kind, values: Asn1[]): Asn1 => asn1.create(Class.UNIVERSAL, kind, true, values);
const primitive = (kind: Kind, value: Buffer): Asn1 => asn1.create(Class.UNIVERSAL, kind, false, value.toString('binary'));

export const sequence = (...values: Asn1[]): Asn1 => constructed(Type.SEQUENCE, values);
export const set = (...values: Asn1[]): Asn1 => constructed(Type.SET, values);
export const octets = (value: Buffer): Asn1 => primitive(Type.OCTETSTRING, value);
/** `unused` bits of the last byte do not count. */
export const bits = (value: Buffer, unused = 0): Asn1 => primitive(Type.BITSTRING, Buffer.from([unused, ...value]));
/** From the bytes of a positive number whose first bit is not set. */
export const integer = (value: Buffer): Asn1 => primitive(Type.INTEGER, value);
export const yes = (): Asn1 => primitive(Type.BOOLEAN, Buffer.of(0xff));
export const nothing = (): Asn1 => primitive(Type.NULL, Buffer.of());
export const printable = (text: string): Asn1 => primitive(Type.PRINTABLESTRING, Buffer.from(text, 'ascii'));
export const utf8 = (text: string): Asn1 => primitive(Type.UTF8, Buffer.from(text));
export const oid = (id: string): Asn1 => asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(id).getBytes());
/** Two digits of the year up to 2049, four from then on (RFC 5280, 4.1.2.5). */
export const time = (date: Date): Asn1 =>
	date.getUTCFullYear() < 2050
		? asn1.create(Class.UNIVERSAL, Type.UTCTIME, false, asn1.dateToUtcTime(date))
		: asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(date));
/** [tag] in the place of a primitive value's own tag. */
export const tagged = (tag: number, value: Buffer): Asn1 =>
	asn1.create(Class.CONTEXT_SPECIFIC, tag as Kind, false, value.toString('binary'));
/** [tag] around values. */
export const wrapped = (tag: number, ...values: Asn1[]): Asn1 => asn1.create(Class.CONTEXT_SPECIFIC, tag as Kind, true, values);

/** PEM with lines of 64 characters and a line's end after the last. */
export const toPem = (label: string, der: Buffer): string => {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
};

/**
 * The DER of a text that is one block with that label and nothing else, written as `toPem` writes it (the last line's end may be missing).
 * Stricter than PEM: readers differ in what they skip before a block, and in which of several they take, and shall not differ from us.
 */
export const fromPem = (label: string, pem: string): Buffer => {
	const block = new RegExp(`^-----BEGIN ${label}-----\n([A-Za-z0-9+/=\n]+)\n-----END ${label}-----\n?$`).exec(pem);
	if (!block) throw new Error(`not exactly one PEM block "${label}"`);
	const der = Buffer.from(block[1]!, 'base64');
	const written = toPem(label, der);
	if (pem !== written && `${pem}\n` !== written) throw new Error(`the PEM block "${label}" is not written as it should be`);
	return der;
};
