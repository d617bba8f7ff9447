/** Reads what certificates and signing requests have in common: subjects, extensions and alternative names. */
import ipaddr from 'ipaddr.js';
import {canonicalAddress} from '../spec/network.ts';
import {type Asn1, bytes, isTagged, oidOf, oids, parseDer, parts} from './der.ts';

export type Subject = {
	readonly commonName: string;
	readonly organizations: readonly string[];
	/** Any other attributes, as `OID=value`. */
	readonly others: readonly string[];
};

export const readSubject = (name: Asn1): Subject => {
	const attributes = parts(name)
		.flatMap(set => parts(set))
		.map(attribute => ({id: oidOf(parts(attribute)[0]), value: bytes(parts(attribute)[1]).toString('utf8')}));
	const values = (wanted: string): string[] => attributes.filter(({id}) => id === wanted).map(({value}) => value);
	return {
		// The last one counts, as it does for the API server.
		commonName: values(oids.commonName).at(-1) ?? '',
		organizations: values(oids.organization),
		others: attributes.filter(({id}) => id !== oids.commonName && id !== oids.organization).map(({id, value}) => `${id}=${value}`),
	};
};

/** Content of each extension in a list, by its id. A later one of the same id is kept beside the first. */
export const readExtensions = (list: Asn1): ReadonlyArray<{readonly id: string; readonly value: Buffer}> =>
	parts(list).map(extension => ({id: oidOf(parts(extension)[0]), value: bytes(parts(extension).at(-1))}));

export type AltNames = {
	readonly dnsNames: readonly string[];
	readonly ipAddresses: readonly string[];
	/** E-mail addresses, URIs and the like. */
	readonly otherNames: readonly string[];
};

const dnsTag = 2;
const addressTag = 7;

const toAddress = (content: Buffer): string => {
	const text = ipaddr.fromByteArray([...content]).toString();
	return canonicalAddress(text) ?? text;
};

const readable = (name: Asn1): string => (typeof name.value === 'string' ? bytes(name).toString('latin1') : `type ${name.type}`);

/** Names in a subjectAltName extension. Throws on an address of neither 4 nor 16 bytes. */
export const readAltNames = (extensions: ReturnType<typeof readExtensions>): AltNames => {
	const names = extensions.filter(({id}) => id === oids.subjectAltName).flatMap(({value}) => parts(parseDer(value)));
	return {
		dnsNames: names.filter(name => isTagged(name, dnsTag)).map(readable),
		ipAddresses: names.filter(name => isTagged(name, addressTag)).map(name => toAddress(bytes(name))),
		otherNames: names.filter(name => !isTagged(name, dnsTag) && !isTagged(name, addressTag)).map(readable),
	};
};
