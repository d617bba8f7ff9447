import {createPublicKey, type KeyObject} from 'node:crypto';
import forge from 'node-forge';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import {type Asn1, bits, fromPem, parseDer, parts, sequence, toDer, toPem} from './der.ts';
import {namesOf, placeholder, subjectOf, usagesOf} from './extensions.ts';
import {signerOf, spkiOf} from './keys.ts';
import {readSigningRequest} from './signing-request.ts';

const label = 'CERTIFICATE REQUEST';

/** Its published types leave one function out. */
const pki = forge.pki as typeof forge.pki & {readonly getCertificationRequestInfo: (request: forge.pki.CertificateSigningRequest) => Asn1};

/** What is signed of a request: subject, the real public key, and the extensions asked for. */
const infoOf = (request: CertificateRequest, key: KeyObject): Asn1 => {
	const made = pki.createCertificationRequest();
	made.publicKey = placeholder;
	made.setSubject(subjectOf(request));
	const extensions = [...usagesOf(request, key), ...namesOf(request)];
	made.setAttributes([{name: 'extensionRequest', extensions} as unknown as forge.pki.CertificateField]);
	const info = pki.getCertificationRequestInfo(made);
	parts(info)[2] = parseDer(spkiOf(createPublicKey(key)));
	return info;
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
