import type {ClusterSpec, Host} from '../spec/types.ts';
import type {Daemon} from './accounts.ts';
import {hasSuperAdmin} from './administrators.ts';
import {approverUser, approvesRenewals, endpointUrl, kubeletClient, nodeUrl, pkiDirectory, signsRequests} from './topology.ts';

/** Absolute paths; the same one for both where the file holds both. */
export type PairOfFiles = {readonly certificate: string; readonly key: string};

/** One kubeconfig on a host: who talks to the API, from where, with which certificate. */
export type KubeconfigRow = {
	/** Absolute path on the host. */
	readonly path: string;
	/** The user's name inside the file, which is also the user the API server sees. */
	readonly user: string | ((host: Host) => string);
	readonly server: (spec: ClusterSpec) => string;
	/** Whether this cluster has it; every cluster when absent. */
	readonly when?: (spec: ClusterSpec) => boolean;
	readonly on: (host: Host) => boolean;
	/** The daemon that reads it; root's alone without one. */
	readonly reader?: Daemon;
	/** The client certificate: one of ours by its id, or files of the host that the kubeconfig names. */
	readonly certificate: {readonly id: string} | ((spec: ClusterSpec) => PairOfFiles);
};

const controlPlanes = ({roles}: Host): boolean => roles.includes('control-plane');
const nodes = ({node}: Host): boolean => node;

/** A control plane talks to its own API server: no other host has to be up. */
const ownServer = (): string => 'https://127.0.0.1:6443';

/** What the kubelet renews by itself, or, where nobody signs its requests, what was signed beforehand. */
const kubeletPair = (spec: ClusterSpec): PairOfFiles => {
	const renewed = '/var/lib/kubelet/pki/kubelet-client-current.pem';
	const planned = `${pkiDirectory}/${kubeletClient}`;
	return signsRequests(spec) ? {certificate: renewed, key: renewed} : {certificate: `${planned}.crt`, key: `${planned}.key`};
};

/** Its daemon has a user of the moment, so systemd hands it the key (LoadCredential). */
const approverPair = (): PairOfFiles => ({
	certificate: `${pkiDirectory}/csr-approver.crt`,
	key: '/run/credentials/kinstall-csr-approver.service/key',
});

export const authorityPath = `${pkiDirectory}/ca.crt`;

export const approverKubeconfig = '/etc/kubernetes/csr-approver.conf';

export const kubeconfigRows: readonly KubeconfigRow[] = [
	{path: '/etc/kubernetes/admin.conf', user: 'kubernetes-admin', server: ownServer, on: controlPlanes, certificate: {id: 'admin'}},
	{
		path: '/etc/kubernetes/super-admin.conf',
		user: 'kubernetes-super-admin',
		server: ownServer,
		on: controlPlanes,
		when: hasSuperAdmin,
		certificate: {id: 'super-admin'},
	},
	{
		path: '/etc/kubernetes/controller-manager.conf',
		user: 'system:kube-controller-manager',
		server: ownServer,
		on: controlPlanes,
		reader: 'kube-controller-manager',
		certificate: {id: 'controller-manager'},
	},
	{
		path: '/etc/kubernetes/scheduler.conf',
		user: 'system:kube-scheduler',
		server: ownServer,
		on: controlPlanes,
		reader: 'kube-scheduler',
		certificate: {id: 'scheduler'},
	},
	{
		path: approverKubeconfig,
		user: approverUser,
		server: ownServer,
		when: approvesRenewals,
		on: controlPlanes,
		certificate: approverPair,
	},
	{path: '/etc/kubernetes/kube-proxy.conf', user: 'system:kube-proxy', server: nodeUrl, on: nodes, certificate: {id: 'kube-proxy'}},
	{
		path: '/etc/kubernetes/kubelet.conf',
		user: ({name}) => `system:node:${name}`,
		server: nodeUrl,
		on: nodes,
		certificate: kubeletPair,
	},
	{path: '/root/.kube/config', user: 'kubernetes-admin', server: endpointUrl, on: controlPlanes, certificate: {id: 'admin'}},
];
