import type {KeyObject} from 'node:crypto';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import {bits, integer, oid, sequence, set, toDer, wrapped} from './der.ts';
import {namesOf, subjectOf, usagesOf} from './extensions.ts';
import {signerOf, spkiOf} from './keys.ts';
import {type Asn1, fromPem, oids, parseDer, parts, toPem} from './read-der.ts';
import {readSigningRequest} from './signing-request.ts';

const label = 'CERTIFICATE REQUEST';

/** What is signed of a request: version 1, which is written as 0, subject, public key, and the extensions asked for. */
const infoOf = (request: CertificateRequest, key: KeyObject): Asn1 => {
	const extensions = sequence(...usagesOf(request, key), ...namesOf(request));
	const asked = sequence(oid(oids.extensionRequest), set(extensions));
	return sequence(integer(Buffer.of(0)), subjectOf(request), parseDer(spkiOf(key)), wrapped(0, asked));
};

/** A PKCS #10 request as PEM, signed with the key that it asks a certificate for. */
export const makeSigningRequest = (request: CertificateRequest, key: KeyObject): string => {
	const info = infoOf(request, key);
	const {algorithm, sign} = signerOf(key);
	return toPem(label, toDer(sequence(info, algorithm, bits(sign(toDer(info))))));
};

/** Whether a request that was written before still asks for just that, with that key. */
export const isRequestFor = (pem: string, request: CertificateRequest, key: KeyObject): boolean => {
	try {
		const [info] = parts(parseDer(fromPem(label, pem)));
		return toDer(info!).equals(toDer(infoOf(request, key))) && readSigningRequest(pem).signatureValid;
	} catch {
		return false;
	}
};
