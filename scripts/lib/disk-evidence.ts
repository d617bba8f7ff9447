// What a node's disk proves about a request for a certificate.
import {createHash, X509Certificate} from 'node:crypto';
import type {Evidence} from '../../source/plan/asked.ts';
import type {Shell} from './shell.ts';

const directory = '/var/lib/kubelet/pki';

/** SubjectPublicKeyInfo of a P-256 key up to the point. */
const p256 = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** sha256 of the SPKI that a point belongs to; undefined for what is none. */
export const keyOfPoint = (point: Buffer): string | undefined =>
	point.length === 65 && point[0] === 4
		? createHash('sha256')
				.update(Buffer.concat([p256, point]))
				.digest('hex')
		: undefined;

/**
 * @param issued the certificate that the cluster remembers to have issued to the node last, PEM
 * @param authority the cluster's own, PEM
 */
export const readEvidence = (printed: string, {issued, authority}: {issued?: string | undefined; authority: string}): Evidence => {
	const point = /^point (\S+)$/m.exec(printed)?.[1];
	const waitingKey = point === undefined ? undefined : keyOfPoint(Buffer.from(point, 'base64'));
	const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(printed)?.[0];
	const certificate = pem === undefined ? undefined : new X509Certificate(pem);
	return {
		...(waitingKey !== undefined && {waitingKey}),
		...(certificate && {
			certificate: {
				ours: certificate.verify(new X509Certificate(authority).publicKey),
				commonName: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '',
				issued: issued === undefined ? undefined : new X509Certificate(issued).fingerprint256 === certificate.fingerprint256,
				serial: certificate.serialNumber.toLowerCase(),
				fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
			},
		}),
	};
};

/**
 * Prints public parts alone: the certificate, and of the key with which a kubelet waits for its first one the point at its end. A P-256 key as a kubelet
 * writes it (SEC 1) has 121 bytes, of which bytes 8 to 39 are the secret and the last 65 the public point.
 */
export const askForEvidence = async ($: Shell): Promise<string> => {
	const certificate = `${directory}/kubelet-client-current.pem`;
	const key = `${directory}/kubelet-client.key.tmp`;
	const {stdout} = await $({timeout: '10s'})`
		[ ! -s ${certificate} ] || sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' ${certificate}
		[ ! -s ${key} ] || [ "$(sed /-----/d ${key} | base64 -d | wc -c)" != 121 ] ||
			echo point "$(sed /-----/d ${key} | base64 -d | tail -c 65 | base64 -w0)"`;
	return stdout;
};
