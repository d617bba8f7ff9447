import {createPublicKey, type KeyObject} from 'node:crypto';
import {toDer} from './der.ts';
import {isSignedBy, publicKeySha256} from './keys.ts';
import {bitString, oidOf, parts} from './read-der.ts';
import {type RequestContents, readRequest, requestParts} from './read-request.ts';

export type ReadSigningRequest = RequestContents & {
	/** sha256 of the requested public key's SPKI in DER, lower-case hex. */
	readonly publicKeySha256: string;
	/** Whether who asks holds the private key: the request is signed with it. */
	readonly signatureValid: boolean;
};

/** Reads a PKCS #10 request (RSA or EC), as a kubelet makes one. Throws when it is none. */
export const readSigningRequest = (pem: string): ReadSigningRequest => {
	const {whole, fields} = requestParts(pem);
	const [info, algorithm, signature] = whole;
	const publicKey: KeyObject = createPublicKey({key: toDer(fields[2]!), format: 'der', type: 'spki'});
	return {
		...readRequest(pem),
		publicKeySha256: publicKeySha256(publicKey),
		signatureValid: isSignedBy(publicKey, oidOf(parts(algorithm)[0]), toDer(info!), bitString(signature)),
	};
};
