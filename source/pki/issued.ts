/** What the plan is told of a certificate that is there now. */
import type {CertificateRequest, IssuedCertificate} from '../catalog/certificate-types.ts';
import {kindOf, sha256} from './keys.ts';
import type {ReadCertificate} from './read-certificate.ts';

/** What an own authority says of itself stands in the place of what would be asked for. */
const said = ({own}: CertificateRequest, {subject, x509}: ReadCertificate): Partial<CertificateRequest> => {
	if (!own) return {};
	const {commonName, organizations} = subject;
	return {
		commonName,
		...(organizations.length > 0 && {organization: organizations.join(', ')}),
		key: kindOf(x509.publicKey) as CertificateRequest['key'],
	};
};

export const issuedOf = (request: CertificateRequest, certificate: string, read: ReadCertificate): IssuedCertificate => ({
	...request,
	...said(request, read),
	certificate,
	publicKeySha256: sha256(read.spki),
	notBefore: read.notBefore.toISOString(),
	notAfter: read.notAfter.toISOString(),
	fingerprint: sha256(read.x509.raw),
});
