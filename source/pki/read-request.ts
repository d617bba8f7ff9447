import type {AltNames} from './names.ts';
import {readAltNames, readExtensions, readSubject} from './names.ts';
import {type Asn1, fromPem, isTagged, oidOf, oids, parseDer, parts} from './read-der.ts';

/** What a request says of who asks and for which names. */
export type RequestContents = AltNames & {readonly commonName: string; readonly organizations: readonly string[]};

/** CertificationRequest (PKCS #10): what is signed, the algorithm, the signature; and of the first version, subject, public key, and the attributes in [0]. */
export const requestParts = (pem: string): {readonly whole: readonly Asn1[]; readonly fields: readonly Asn1[]} => {
	const whole = parts(parseDer(fromPem('CERTIFICATE REQUEST', pem)));
	return {whole, fields: parts(whole[0])};
};

/** The extensions asked for. The attribute may come more than once; all of them count. */
const requestedExtensions = (attributes: Asn1 | undefined): ReturnType<typeof readExtensions> =>
	(attributes ? parts(attributes) : [])
		.filter(attribute => oidOf(parts(attribute)[0]) === oids.extensionRequest)
		.flatMap(attribute => parts(parts(attribute)[1]))
		.flatMap(readExtensions);

/** Reads what is asked for. Throws when it is no request. Needs nothing of Node: it also runs on hosts (`source/approver/`). */
export const readRequest = (pem: string): RequestContents => {
	const {fields} = requestParts(pem);
	if (!fields[1]) throw new Error('a request without a subject');
	const {commonName, organizations} = readSubject(fields[1]);
	return {
		commonName,
		organizations,
		...readAltNames(requestedExtensions(fields.find(field => isTagged(field, 0)))),
	};
};
