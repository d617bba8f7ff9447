/** A kubelet's renewal of its serving certificate, with nobody at the keys. */
import {createPrivateKey, X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {readChain} from '../../source/pki/chain.ts';
import {makeKey, privatePem} from '../../source/pki/keys.ts';
import {authorityOf, signCertificate} from '../../source/pki/sign-certificate.ts';
import {openssl} from '../pki/sample.ts';
import type {LabCluster} from './lab-cluster.ts';
import {until} from './until.ts';

const hour = 3_600_000;
const current = '/var/lib/kubelet/pki/kubelet-server-current.pem';

/** A serving certificate of the cluster's authority, of whose day one hour is left, and its key. */
const nearlyOver = async (folder: string, name: string, address: string): Promise<string> => {
	const [key, authority] = await Promise.all(['ca.key', 'ca.crt'].map(file => readFile(path.join(folder, 'pki', file), 'utf8')));
	const own = await makeKey('ecdsa-p256');
	const request = {
		id: name,
		file: name,
		signer: 'ca',
		authority: false,
		commonName: `system:node:${name}`,
		organization: 'system:nodes',
		attributes: {},
		dnsNames: [name],
		ipAddresses: [address],
		usages: ['server'],
		key: 'ecdsa-p256',
		days: 1,
	} as const;
	const signer = authorityOf(createPrivateKey(key!), readChain(authority!));
	return `${signCertificate(request, own, signer, new Date(Date.now() - 23 * hour))}${privatePem(own)}`;
};

/** Sends a request as the node itself that also asks for names which are not its own. */
const askForMore = async ({lab}: LabCluster, i: number): Promise<void> => {
	const {stdout} = await openssl([
		...['req', '-new', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', '/dev/null'],
		...['-subj', `/O=system:nodes/CN=system:node:node${i}`, '-addext', `subjectAltName=DNS:node${i},DNS:kubernetes.default.svc`],
	]);
	const request = {
		apiVersion: 'certificates.k8s.io/v1',
		kind: 'CertificateSigningRequest',
		metadata: {name: 'asks-for-more'},
		spec: {
			signerName: 'kubernetes.io/kubelet-serving',
			usages: ['digital signature', 'key encipherment', 'server auth'],
			request: Buffer.from(`${stdout.trim()}\n`).toString('base64'),
		},
	};
	await lab.onHost(i, 'kubectl --kubeconfig=/etc/kubernetes/kubelet.conf create -f -', {input: JSON.stringify(request)});
};

/**
 * Lets the kubelet of host `i`, a control plane, start with a certificate that is nearly over, and waits until it has another one. What the approver did and
 * left is in its journal. Returns that, with how many hours the new certificate is good for and in what state the request for more is left.
 */
export const renewal = async (cluster: LabCluster, i: number) => {
	const {lab, folder} = cluster;
	await askForMore(cluster, i);
	const old = await nearlyOver(folder, `node${i}`, lab.address(i));
	const before = new X509Certificate(old).serialNumber;
	await lab.onHost(i, `umask 077; cat >${current}.old; ln -sf ${current}.old ${current}; systemctl restart kubelet`, {input: old});
	const renewed = await until('another serving certificate', 120, async () => {
		const found = new X509Certificate(await lab.onHost(i, `sed '/END CERTIFICATE/q' ${current}`));
		return found.serialNumber === before ? undefined : found;
	});
	const journal = await until('a word about the request for more', 60, async () => {
		const words = await lab.onHost(i, 'journalctl -u kinstall-csr-approver --no-pager -o cat');
		return words.includes('asks-for-more') ? words : undefined;
	});
	const state = await cluster.kubectl(['get', 'csr', 'asks-for-more', '-o', 'jsonpath={.status}']);
	return {journal, state, hours: (Date.parse(renewed.validTo) - Date.now()) / hour};
};
