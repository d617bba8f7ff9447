/** ASN.1 over node-forge, to be written: bytes as Buffers, and only the shapes that certificates are made of. */
import type forge from 'node-forge';
// This part alone: all of forge, its TLS and ciphers too, takes longer to load than all certificates to make.
import asn1 from 'node-forge/lib/asn1.js';
import type {Asn1} from './read-der.ts';

const {Class, Type} = asn1;

export const toDer = (node: Asn1): Buffer => Buffer.from(asn1.toDer(node as forge.asn1.Asn1).getBytes(), 'binary');

type Kind = (typeof Type)[keyof typeof Type];

const constructed = (kind: Kind, values: Asn1[]): Asn1 => asn1.create(Class.UNIVERSAL, kind, true, values as forge.asn1.Asn1[]);
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
export const wrapped = (tag: number, ...values: Asn1[]): Asn1 =>
	asn1.create(Class.CONTEXT_SPECIFIC, tag as Kind, true, values as forge.asn1.Asn1[]);
