import {mightiestKubeconfig} from '../../catalog/administrators.ts';
import {clusterInfo} from '../../catalog/manifests/cluster-info.ts';
import {rbac as rbacManifest} from '../../catalog/manifests/rbac.ts';
import {firstControlPlane, signsRequests} from '../../catalog/topology.ts';
import {manifest} from './manifest.ts';
import {file, type Phase} from './phase.ts';

const rbacFile = '/etc/kinstall/manifests/rbac.yaml';
const clusterInfoFile = '/etc/kinstall/manifests/cluster-info.yaml';

export const rbac: Phase = {
	id: '40-rbac',
	title: 'Rights for nodes and API server',
	again: 'together',
	hosts: spec => [firstControlPlane(spec)],
	files: ({spec}) => [file(rbacFile, manifest(rbacManifest(spec)))],
	vars: ({spec}) => ({manifest: rbacFile, kubeconfig: mightiestKubeconfig(spec)}),
};

export const info: Phase = {
	id: '42-cluster-info',
	title: 'Signed cluster-info',
	again: 'together',
	// It is signed with bootstrap tokens: without them it would say nothing that can be trusted.
	hosts: spec => (signsRequests(spec) ? [firstControlPlane(spec)] : []),
	files: ({spec, pki}) => [file(clusterInfoFile, manifest(clusterInfo(spec, pki)))],
	vars: () => ({manifest: clusterInfoFile, kubeconfig: '/etc/kubernetes/admin.conf'}),
};
