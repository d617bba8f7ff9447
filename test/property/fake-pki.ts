import type {CertificateRequest, IssuedCertificate, Pki} from '../../source/catalog/certificate-types.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';

const issue = (request: CertificateRequest): IssuedCertificate => ({
	...request,
	certificate: `-----BEGIN CERTIFICATE-----\n${Buffer.from(request.id).toString('base64')}\n-----END CERTIFICATE-----\n`,
	publicKeySha256: Buffer.from(request.id).toString('hex').padEnd(64, '0').slice(0, 64),
	notBefore: '2026-01-01T00:00:00Z',
	notAfter: '2027-01-01T00:00:00Z',
	fingerprint: '0'.repeat(64),
});

/** Everything that a spec asks for, as if it had been issued: a plan knows certificates by their text alone. */
export const fakePki = (spec: ClusterSpec): Pki => {
	const {certificates, keyPairs} = requestCertificates(spec);
	return {
		certificates: Object.fromEntries(certificates.map(request => [request.id, issue(request)])),
		contents: {},
		keyPairs: Object.fromEntries(
			keyPairs.map(pair => [
				pair.id,
				{...pair, publicKey: '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n', publicKeySha256: '0'.repeat(64)},
			]),
		),
		...(spec.security.encryption !== 'none' && {
			encryption: {file: 'encryption.yaml', sha256: '0'.repeat(64), slots: [`${spec.security.encryption}/key-1`, 'identity']},
		}),
	};
};
