/** What certificates and the requests for them say in the same words: subject, usages and names. */
import type {KeyObject} from 'node:crypto';
import {isIPv4} from 'node:net';
import ipaddr from 'ipaddr.js';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import {bits, octets, oid, printable, sequence, set, tagged, toDer, utf8, yes} from './der.ts';
import {type AttributeName, addressTag, attributeNames, dnsTag} from './names.ts';
import {type Asn1, oids} from './read-der.ts';

const attribute = (name: 'commonName' | 'organization' | AttributeName, value: string): Asn1 =>
	// A country is always a PrintableString (X.520).
	set(sequence(oid(oids[name]), name === 'country' ? printable(value) : utf8(value)));

/** C, ST, L, O, OU, CN: each where it is wanted. */
export const subjectOf = ({commonName, organization, groups = [], attributes}: CertificateRequest): Asn1 => {
	const some = (names: readonly AttributeName[]) =>
		names.flatMap(name => (attributes[name] === undefined ? [] : [attribute(name, attributes[name])]));
	return sequence(
		...some(attributeNames.filter(name => name !== 'unit')),
		...(organization === undefined ? [] : [attribute('organization', organization)]),
		...groups.map(group => attribute('organization', group)),
		...some(['unit']),
		attribute('commonName', commonName),
	);
};

/** One extension: its OID, whether it must be understood, and its content in DER. */
export const extension = (id: keyof typeof oids, content: Asn1, critical = false): Asn1 =>
	sequence(oid(oids[id]), ...(critical ? [yes()] : []), octets(toDer(content)));

/** Bits 0 (digitalSignature), 2 (keyEncipherment), 5 (keyCertSign) and 6 (cRLSign), the unused ones at the end counted (RFC 5280, 4.2.1.3). */
const keyUsageOf = (authority: boolean, key: KeyObject): Asn1 => {
	if (authority) return bits(Buffer.of(0b0000_0110), 1);
	// Only RSA keys can encrypt another key.
	return key.asymmetricKeyType === 'rsa' ? bits(Buffer.of(0b1010_0000), 5) : bits(Buffer.of(0b1000_0000), 7);
};

export const usagesOf = ({authority, usages}: CertificateRequest, key: KeyObject): Asn1[] => {
	const both = [
		extension('basicConstraints', sequence(...(authority ? [yes()] : [])), true),
		extension('keyUsage', keyUsageOf(authority, key), true),
	];
	if (authority) return both;
	const purposes = (['server', 'client'] as const).filter(usage => usages.includes(usage)).map(usage => oid(oids[`${usage}Auth`]));
	return [...both, extension('extendedKeyUsage', sequence(...purposes))];
};

const addressBytes = (address: string): Buffer =>
	Buffer.from(isIPv4(address) ? address.split('.').map(Number) : ipaddr.parse(address).toByteArray());

/** DNS names and addresses; nothing where there are none. */
export const namesOf = ({dnsNames, ipAddresses}: CertificateRequest): Asn1[] => {
	const names = [
		...dnsNames.map(name => tagged(dnsTag, Buffer.from(name, 'ascii'))),
		...ipAddresses.map(address => tagged(addressTag, addressBytes(address))),
	];
	return names.length > 0 ? [extension('subjectAltName', sequence(...names))] : [];
};
