/** ASN.1 as certificates and requests carry it, read and nothing more: no package is needed, so this also runs on hosts (`source/approver/`). */

/** A value of ASN.1, of the shape that node-forge writes. */
export type Asn1 = {
	/** The upper two bits of the tag. */
	readonly tagClass: number;
	/** The tag's number, 0 to 30. */
	readonly type: number;
	readonly constructed: boolean;
	/** The same here, and what node-forge asks when it writes. */
	readonly composed: boolean;
	/** Its parts, or its bytes as a string of characters from 0 to 255 (a BMPString's up to 65535). */
	readonly value: string | Asn1[];
};

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

const contextSpecific = 0x80;
const bmpString = 30;
const deepest = 32;

/** Position and length of a value behind its tag. Throws on what DER does not allow. */
const readLength = (der: Buffer, at: number): {readonly from: number; readonly length: number} => {
	const first = der[at];
	if (first === undefined) throw new Error('ASN.1 ends too early');
	if (first < 0x80) return {from: at + 1, length: first};
	const count = first - 0x80;
	if (count < 1 || count > 4) throw new Error('an ASN.1 value without a definite length');
	let length = 0;
	for (let i = 1; i <= count; i++) length = length * 256 + (der[at + i] ?? Number.NaN);
	if (!(length >= 0x80) || length < 256 ** (count - 1)) throw new Error('an ASN.1 length that is not written as it should be');
	return {from: at + 1 + count, length};
};

/** Two bytes a character, as node-forge has it. */
const wide = (bytes: Buffer): string => {
	if (bytes.length % 2 !== 0) throw new Error('half a character in ASN.1');
	let text = '';
	for (let i = 0; i < bytes.length; i += 2) text += String.fromCharCode(bytes[i]! * 256 + bytes[i + 1]!);
	return text;
};

const readValue = (der: Buffer, at: number, end: number, depth: number): {readonly node: Asn1; readonly next: number} => {
	const tag = der[at];
	if (tag === undefined || at >= end || depth > deepest) throw new Error('not an ASN.1 value');
	const type = tag % 32;
	if (type === 31) throw new Error('an ASN.1 tag above 30');
	const {from, length} = readLength(der, at + 1);
	const next = from + length;
	if (next > end) throw new Error('ASN.1 ends too early');
	const kind = {tagClass: tag - (tag % 64), type};
	if (tag % 64 < 32) {
		const bytes = der.subarray(from, next);
		return {node: {...kind, constructed: false, composed: false, value: type === bmpString ? wide(bytes) : bytes.toString('latin1')}, next};
	}
	const value: Asn1[] = [];
	for (let inner = from; inner < next; ) {
		const part = readValue(der, inner, next, depth + 1);
		value.push(part.node);
		inner = part.next;
	}
	return {node: {...kind, constructed: true, composed: true, value}, next};
};

/** Throws on what is not DER. Bit strings stay bytes, even when they could be read as more ASN.1. */
export const parseDer = (der: Buffer): Asn1 => {
	const {node, next} = readValue(der, 0, der.length, 0);
	if (next !== der.length) throw new Error('more than one ASN.1 value');
	return node;
};

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

/** Whether a value carries the context-specific tag [n]. */
export const isTagged = (node: Asn1, tag: number): boolean => node.tagClass === contextSpecific && node.type === tag;

/** Dotted, as in `2.5.4.3`. */
export const oidOf = (node: Asn1 | undefined): string => {
	const numbers: number[] = [];
	let number = 0;
	for (const byte of bytes(node)) {
		number = number * 128 + (byte % 128);
		if (byte < 128) {
			numbers.push(number);
			number = 0;
		}
	}
	const [first = 0, ...rest] = numbers;
	const arc = Math.min(Math.floor(first / 40), 2);
	return [arc, first - arc * 40, ...rest].join('.');
};

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
