/** Reads what certificates and signing requests have in common: subjects, extensions and alternative names. */
import {addressText} from '../spec/address-text.ts';
import {type Asn1, bytes, isTagged, oidOf, oids, parseDer, parts} from './read-der.ts';

/** In the order in which they are written. */
export const attributeNames = ['country', 'state', 'locality', 'unit'] as const;
export type AttributeName = (typeof attributeNames)[number];

export type Subject = {
	readonly commonName: string;
	readonly organizations: readonly string[];
	/** C, ST, L and OU; each may come more than once. */
	readonly attributes: Readonly<Record<AttributeName, readonly string[]>>;
	/** Any other attributes, as `OID=value`. */
	readonly others: readonly string[];
};

const known: readonly string[] = [oids.commonName, oids.organization, ...attributeNames.map(name => oids[name])];

export const readSubject = (name: Asn1): Subject => {
	const found = parts(name)
		.flatMap(set => parts(set))
		.map(attribute => ({id: oidOf(parts(attribute)[0]), value: bytes(parts(attribute)[1]).toString('utf8')}));
	const values = (wanted: string): string[] => found.filter(({id}) => id === wanted).map(({value}) => value);
	return {
		// The last one counts, as it does for the API server.
		commonName: values(oids.commonName).at(-1) ?? '',
		organizations: values(oids.organization),
		attributes: {country: values(oids.country), state: values(oids.state), locality: values(oids.locality), unit: values(oids.unit)},
		others: found.filter(({id}) => !known.includes(id)).map(({id, value}) => `${id}=${value}`),
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

/** Context-specific tags of a GeneralName. */
export const dnsTag = 2;
export const addressTag = 7;

const toAddress = (content: Buffer): string => {
	if (content.length !== 4 && content.length !== 16) throw new Error(`an address of ${content.length} bytes`);
	return addressText([...content]);
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
