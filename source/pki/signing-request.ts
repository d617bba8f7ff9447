import {createPublicKey, type KeyObject} from 'node:crypto';
import {toDer} from './der.ts';
import {isSignedBy, publicKeySha256} from './keys.ts';
import {type AltNames, readAltNames, readExtensions, readSubject} from './names.ts';
import {type Asn1, bitString, fromPem, isTagged, oidOf, oids, parseDer, parts} from './read-der.ts';

export type ReadSigningRequest = AltNames & {
	readonly commonName: string;
	readonly organizations: readonly string[];
	/** sha256 of the requested public key's SPKI in DER, lower-case hex. */
	readonly publicKeySha256: string;
	/** Whether who asks holds the private key: the request is signed with it. */
	readonly signatureValid: boolean;
};

/** The extensions asked for. The attribute may come more than once; all of them count. */
const requestedExtensions = (attributes: Asn1 | undefined): ReturnType<typeof readExtensions> =>
	(attributes ? parts(attributes) : [])
		.filter(attribute => oidOf(parts(attribute)[0]) === oids.extensionRequest)
		.flatMap(attribute => parts(parts(attribute)[1]))
		.flatMap(readExtensions);

/** Reads a PKCS #10 request (RSA or EC), as a kubelet makes one. Throws when it is none. */
export const readSigningRequest = (pem: string): ReadSigningRequest => {
	const [info, algorithm, signature] = parts(parseDer(fromPem('CERTIFICATE REQUEST', pem)));
	if (!info) throw new Error('an empty request');
	// CertificationRequestInfo: version, subject, public key, and the attributes in [0].
	const fields = parts(info);
	const publicKey: KeyObject = createPublicKey({key: toDer(fields[2]!), format: 'der', type: 'spki'});
	const {commonName, organizations} = readSubject(fields[1]!);
	return {
		commonName,
		organizations,
		...readAltNames(requestedExtensions(fields.find(field => isTagged(field, 0)))),
		publicKeySha256: publicKeySha256(publicKey),
		signatureValid: isSignedBy(publicKey, oidOf(parts(algorithm)[0]), toDer(info), bitString(signature)),
	};
};
