import {auditDirectory} from '../../catalog/configs/audit.ts';
import {remember} from '../../catalog/remember.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import {binariesFor, hasBinaries} from '../binaries.ts';
import {certificateFiles} from '../certificate-files.ts';
import {distributionVars, pullVars} from '../distribution.ts';
import {kubeconfigFiles} from '../kubeconfig-files.ts';
import type {File} from '../types.ts';
import {archOf, type Phase, type Site} from './phase.ts';

const nodeDirectories = [
	...['/var/lib/containerd', '/var/lib/kubelet', '/var/lib/cni', '/etc/cni/net.d', '/opt/cni/bin', '/var/log/pods', '/var/log/containers'],
	// containerd and the kubelet make these two by themselves, whatever their configuration says of plugins.
	...['/opt/containerd', '/usr/libexec/kubernetes/kubelet-plugins/volume/exec'],
];

/** What a host's daemons keep; reset removes it where it was not there before. */
const dataDirectories = ({security}: ClusterSpec, host: Host): string[] => [
	...(host.roles.includes('control-plane') && security.audit !== 'none' ? [auditDirectory] : []),
	...(host.roles.includes('etcd') ? ['/var/lib/etcd'] : []),
	...(host.node ? nodeDirectories : []),
];

export const binaries: Phase = {
	id: '10-binaries',
	title: 'Binaries',
	again: 'together',
	hosts: spec => spec.hosts.filter(hasBinaries),
	binaries: site => binariesFor(site.host, site.spec, archOf(site)),
	vars: site => ({data: dataDirectories(site.spec, site.host), ...distributionVars(site.spec), ...pullVars(site)}),
};

const isRoots = (path: string): boolean => path.startsWith('/root/');

/** Certificates, keys and kubeconfigs of one host, but for root's own. */
export const identityFiles = remember(
	({spec, host, pki}: Site) => [spec, host, pki],
	({spec, host, pki}: Site): File[] => [
		...certificateFiles(spec, host, pki),
		...kubeconfigFiles(spec, host, pki).filter(({path}) => !isRoots(path)),
	],
);

export const certificates: Phase = {
	id: '15-certificates',
	title: 'Certificates and kubeconfigs',
	again: 'together',
	hosts: spec => spec.hosts.filter(host => host.node || host.roles.includes('control-plane') || host.roles.includes('etcd')),
	files: identityFiles,
};

export const kubectl: Phase = {
	id: '36-kubectl',
	title: 'kubectl for root',
	again: 'together',
	hosts: spec => spec.hosts.filter(host => host.roles.includes('control-plane')),
	files: ({spec, host, pki}) => kubeconfigFiles(spec, host, pki).filter(({path}) => isRoots(path)),
};
