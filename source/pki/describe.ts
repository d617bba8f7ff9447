import stringWidth from 'string-width';
import {texts} from '../texts/texts.ts';
import {isSelfSigned} from './chain.ts';
import {kindOf, publicKeySha256} from './keys.ts';
import type {Subject} from './names.ts';
import {type ReadCertificate, readCertificate} from './read-certificate.ts';

const t = texts.pki.certificate;
const day = 86_400_000;

/** `C=DE, O=Example, CN=name`. */
export const attributesText = ({commonName, organizations, attributes, others}: Subject): string => {
	const {country, state, locality, unit} = attributes;
	const fields = {C: country, ST: state, L: locality, O: organizations, OU: unit, CN: [commonName]};
	return [...Object.entries(fields).flatMap(([name, values]) => values.map(value => `${name}=${value}`)), ...others].join(', ');
};

const hex = (value: Buffer | undefined): string => value?.toString('hex') ?? t.none;
const orNone = (values: readonly string[]): string => (values.length > 0 ? values.join(', ') : t.none);
const instant = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

const usageText = ({usages}: ReadCertificate): string =>
	orNone(usages.map(usage => (usage === 'server' || usage === 'client' ? t.usage[usage] : usage)));

const names = ({dnsNames, ipAddresses, otherNames}: ReadCertificate): string[] => [
	...dnsNames.map(t.name.dns),
	...ipAddresses.map(t.name.address),
	...otherNames,
];

/** One thing a certificate says: a label, and one value or more (names are one a line). */
export type Row = {readonly label: string; readonly values: readonly string[]};

const rowsOf = (read: ReadCertificate): Row[] => {
	const {x509, authority, keyUsage, notBefore, notAfter} = read;
	const days = Math.round((notAfter.getTime() - notBefore.getTime()) / day);
	const issuer = attributesText(read.issuer);
	const own = names(read);
	const rows: ReadonlyArray<readonly [string, string | readonly string[]]> = [
		[t.subject, attributesText(read.subject)],
		[t.issuer, isSelfSigned(read) ? `${issuer} (${t.selfSigned})` : issuer],
		[t.kind, authority ? t.authority : t.leaf],
		[t.usages, usageText(read)],
		[t.keyUsage, orNone(keyUsage)],
		[t.names, own.length > 0 ? own : t.none],
		[t.key, kindOf(x509.publicKey)],
		[t.publicKey, publicKeySha256(x509.publicKey)],
		[t.serial, x509.serialNumber.toLowerCase()],
		[t.validFrom, instant(notBefore)],
		[t.validUntil, `${instant(notAfter)} (${t.lifetime(days)})`],
		[t.fingerprint, x509.fingerprint256.replaceAll(':', '').toLowerCase()],
		[t.subjectKeyIdentifier, hex(read.subjectKeyIdentifier)],
		[t.authorityKeyIdentifier, hex(read.authorityKeyIdentifier)],
	];
	return rows.map(([label, value]) => ({label, values: typeof value === 'string' ? [value] : value}));
};

/** All that a certificate says, in words: as rows, and as lines with the labels in one column. Throws when it is not a certificate. */
export const describeCertificate = (pem: string): {readonly rows: readonly Row[]; readonly lines: readonly string[]} => {
	const rows = rowsOf(readCertificate(pem));
	const width = Math.max(...rows.map(({label}) => stringWidth(label))) + 2;
	const lines = rows.flatMap(({label, values}) =>
		values.map((value, index) => `${index === 0 ? label : ''}${' '.repeat(width - (index === 0 ? stringWidth(label) : 0))}${value}`),
	);
	return {rows, lines};
};
