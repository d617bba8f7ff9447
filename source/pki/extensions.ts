/** What certificates and the requests for them say in the same words: subject, usages and names, as forge takes them. */
import type {KeyObject} from 'node:crypto';
import forge from 'node-forge';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import {oids} from './der.ts';
import {type AttributeName, attributeNames} from './names.ts';

const {Type} = forge.asn1;

/** Forge must be given some RSA key; the real one takes its place. */
export const placeholder = forge.pki.setRsaPublicKey(new forge.jsbn.BigInteger('c5', 16), new forge.jsbn.BigInteger('3', 16));

const attribute = (type: string, value: string): forge.pki.CertificateField => ({
	type,
	value,
	// A country is always a PrintableString (X.520).
	valueTagClass: (type === oids.country ? Type.PRINTABLESTRING : Type.UTF8) as unknown as forge.asn1.Class,
});

/** C, ST, L, O, OU, CN: each where it is wanted. */
export const subjectOf = ({commonName, organization, attributes}: CertificateRequest): forge.pki.CertificateField[] => {
	const some = (names: readonly AttributeName[]) =>
		names.flatMap(name => (attributes[name] === undefined ? [] : [attribute(oids[name], attributes[name])]));
	return [
		...some(attributeNames.filter(name => name !== 'unit')),
		...(organization === undefined ? [] : [attribute(oids.organization, organization)]),
		...some(['unit']),
		attribute(oids.commonName, commonName),
	];
};

export const usagesOf = ({authority, usages}: CertificateRequest, key: KeyObject): object[] => {
	if (authority) {
		return [
			{name: 'basicConstraints', critical: true, cA: true},
			{name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true},
		];
	}

	return [
		{name: 'basicConstraints', critical: true, cA: false},
		// Only RSA keys can encrypt another key.
		{name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: key.asymmetricKeyType === 'rsa'},
		{name: 'extKeyUsage', serverAuth: usages.includes('server'), clientAuth: usages.includes('client')},
	];
};

/** DNS names and addresses; nothing where there are none. */
export const namesOf = ({dnsNames, ipAddresses}: CertificateRequest): object[] => {
	const altNames = [...dnsNames.map(value => ({type: 2, value})), ...ipAddresses.map(ip => ({type: 7, ip}))];
	return altNames.length > 0 ? [{name: 'subjectAltName', altNames}] : [];
};
