import {stringify} from 'yaml';
import {modeOf, ownerOf} from '../catalog/accounts.ts';
import type {Pki} from '../catalog/certificate-types.ts';
import {certificateRows} from '../catalog/certificates.ts';
import {authorityPath, type KubeconfigRow, kubeconfigRows} from '../catalog/kubeconfigs.ts';
import {remember} from '../catalog/remember.ts';
import {endpointUrl, pkiDirectory} from '../catalog/topology.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import type {File} from './types.ts';

type Entries = Readonly<Record<string, string>>;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const kubeconfig = (spec: ClusterSpec, user: string, cluster: Entries, credentials: Entries): string => {
	const context = `${user}@${spec.name}`;
	const config = {
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [{name: spec.name, cluster}],
		users: [{name: user, user: credentials}],
		contexts: [{name: context, context: {cluster: spec.name, user}}],
		'current-context': context,
	};
	return stringify(config, {lineWidth: 0});
};

const certificateOf = (pki: Pki, id: string): string => {
	const issued = pki.certificates[id];
	if (!issued) throw new Error(`not issued: ${id}`);
	return issued.certificate;
};

const keyPath = (id: string): string => `${pkiDirectory}/${certificateRows.find(row => row.id === id)!.path}.key`;

const content = (spec: ClusterSpec, host: Host, pki: Pki, {user, server, certificate}: KubeconfigRow): string => {
	const name = typeof user === 'string' ? user : user(host);
	// A kubelet's certificate may not be known beforehand, so that file holds paths only and never changes.
	if (typeof certificate === 'function') {
		const files = certificate(spec);
		const pair = {'client-certificate': files.certificate, 'client-key': files.key};
		return kubeconfig(spec, name, {'certificate-authority': authorityPath, server: server(spec)}, pair);
	}

	const cluster = {'certificate-authority-data': base64(certificateOf(pki, 'ca')), server: server(spec)};
	const own = {'client-certificate-data': base64(certificateOf(pki, certificate.id)), 'client-key': keyPath(certificate.id)};
	return kubeconfig(spec, name, cluster, own);
};

/** One that has the same user everywhere is the same on every host. */
const commonContent = remember((spec: ClusterSpec, _: Host, pki: Pki, row: KubeconfigRow) => [spec, pki, row], content);

/** The kubeconfigs of one host. None holds a private key: they name key files by path. */
export const kubeconfigFiles = (spec: ClusterSpec, host: Host, pki: Pki): File[] =>
	kubeconfigRows
		.filter(row => row.on(host) && (row.when?.(spec) ?? true))
		.map(row => {
			const readers = row.reader ? [row.reader] : [];
			const text = (typeof row.user === 'string' ? commonContent : content)(spec, host, pki, row);
			return {path: row.path, content: text, mode: modeOf(spec, ...readers), owner: ownerOf(spec, ...readers)};
		});

/** A kubeconfig with everything inside it, for whoever goes through the endpoint. `authority` is `pki/ca.crt`. */
export const userKubeconfig = (
	spec: ClusterSpec,
	user: string,
	authority: string,
	credentials: {readonly token: string} | {readonly certificate: string; readonly key: string},
): string =>
	kubeconfig(
		spec,
		user,
		{'certificate-authority-data': base64(authority), server: endpointUrl(spec)},
		'token' in credentials
			? {token: credentials.token}
			: {'client-certificate-data': base64(credentials.certificate), 'client-key-data': base64(credentials.key)},
	);

/** The kubeconfig for the person's own machine: everything inside it, the private key too. `keyPem` is `pki/admin.key`. */
export const adminKubeconfig = (spec: ClusterSpec, pki: Pki, keyPem: string): string =>
	kubeconfig(
		spec,
		'kubernetes-admin',
		{'certificate-authority-data': base64(certificateOf(pki, 'ca')), server: endpointUrl(spec)},
		{'client-certificate-data': base64(certificateOf(pki, 'admin')), 'client-key-data': base64(keyPem)},
	);
