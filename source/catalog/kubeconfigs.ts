import type {ClusterSpec, Host} from '../spec/types.ts';
import {endpointUrl, pkiDirectory} from './topology.ts';

/** One kubeconfig on a host: who talks to the API, from where, with which certificate. */
export type KubeconfigRow = {
	/** Absolute path on the host. */
	readonly path: string;
	/** The user's name inside the file, which is also the user the API server sees. */
	readonly user: string | ((host: Host) => string);
	readonly server: (spec: ClusterSpec) => string;
	readonly on: (host: Host) => boolean;
	/** The client certificate: one of ours by its id, or the pair that the kubelet renews by itself. */
	readonly certificate: {readonly id: string} | {readonly pair: string};
};

const controlPlanes = ({roles}: Host): boolean => roles.includes('control-plane');
const nodes = ({node}: Host): boolean => node;

/** A control plane talks to its own API server: no other host has to be up. */
const ownServer = (): string => 'https://127.0.0.1:6443';

export const kubeconfigMode = 0o600;
export const authorityPath = `${pkiDirectory}/ca.crt`;

export const kubeconfigRows: readonly KubeconfigRow[] = [
	{path: '/etc/kubernetes/admin.conf', user: 'kubernetes-admin', server: ownServer, on: controlPlanes, certificate: {id: 'admin'}},
	{
		path: '/etc/kubernetes/controller-manager.conf',
		user: 'system:kube-controller-manager',
		server: ownServer,
		on: controlPlanes,
		certificate: {id: 'controller-manager'},
	},
	{
		path: '/etc/kubernetes/scheduler.conf',
		user: 'system:kube-scheduler',
		server: ownServer,
		on: controlPlanes,
		certificate: {id: 'scheduler'},
	},
	{path: '/etc/kubernetes/kube-proxy.conf', user: 'system:kube-proxy', server: endpointUrl, on: nodes, certificate: {id: 'kube-proxy'}},
	{
		path: '/etc/kubernetes/kubelet.conf',
		user: ({name}) => `system:node:${name}`,
		server: endpointUrl,
		on: nodes,
		certificate: {pair: '/var/lib/kubelet/pki/kubelet-client-current.pem'},
	},
	{path: '/root/.kube/config', user: 'kubernetes-admin', server: endpointUrl, on: controlPlanes, certificate: {id: 'admin'}},
];
