// Which certificates lie on a host: their public parts are read there and parsed here, as a host need not have openssl.
import {X509Certificate} from 'node:crypto';
import type {CertificateSeen} from '../../../source/state/cluster-status.ts';

/** Of a key that lies in the same file nothing is printed: a certificate counts when its end is seen, and holds base64 alone. */
export const certificatesQuestion = String.raw`
{
	grep -rlsE -e '-----BEGIN CERTIFICATE-----|client-certificate-data:' /etc/kubernetes || true
	for file in /var/lib/kubelet/pki/kubelet-client-current.pem /var/lib/kubelet/pki/kubelet-server-current.pem; do
		[ ! -s "$file" ] || printf '%s\n' "$file"
	done
} | sort -u | while IFS= read -r file; do
	printf 'file %s\n' "$file"
	awk '
		$1 == "client-certificate-data:" { print "data " $2 }
		/^-----BEGIN / { inside = $0 ~ /^-----BEGIN CERTIFICATE-----/; text = ""; next }
		/^-----END / { if (inside && text != "") print "data " text; inside = 0; next }
		inside { if ($0 ~ /^[A-Za-z0-9+\/=]+\r?$/) text = text $0; else inside = 0 }
	' "$file"
done`;

type Found = {readonly path: string; readonly certificate: X509Certificate};

/** A kubeconfig's data is a PEM in base64, a PEM's the DER in base64. What cannot be read is left out. */
const readOne = (data: string): X509Certificate | undefined => {
	try {
		return new X509Certificate(Buffer.from(data, 'base64'));
	} catch {
		return undefined;
	}
};

export const readCertificates = (printed: string): Found[] => {
	const found: Found[] = [];
	let path = '';
	for (const line of printed.split('\n')) {
		if (line.startsWith('file ')) path = line.slice('file '.length);
		const certificate = line.startsWith('data ') ? readOne(line.slice('data '.length)) : undefined;
		if (certificate) found.push({path, certificate});
	}
	return found;
};

const nameIn = (subject: string): string => /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');

/** Each certificate once, with its places; the one that ends first comes first. */
export const gatherCertificates = (hosts: ReadonlyArray<readonly [string, readonly Found[]]>): CertificateSeen[] => {
	const seen = new Map<string, CertificateSeen>();
	for (const [host, found] of hosts) {
		for (const {path, certificate} of found) {
			const fingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
			const known = seen.get(fingerprint);
			seen.set(fingerprint, {
				commonName: nameIn(certificate.subject),
				issuer: nameIn(certificate.issuer),
				authority: certificate.ca,
				serial: certificate.serialNumber.toLowerCase(),
				fingerprint,
				notBefore: new Date(certificate.validFrom).toISOString(),
				notAfter: new Date(certificate.validTo).toISOString(),
				places: [...(known?.places ?? []), {host, path}],
			});
		}
	}
	return [...seen.values()].sort((a, b) => a.notAfter.localeCompare(b.notAfter) || a.commonName.localeCompare(b.commonName));
};
