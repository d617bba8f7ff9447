import {stringify} from 'yaml';
import type {ClusterSpec} from '../../spec/types.ts';
import type {Pki} from '../certificate-types.ts';
import {endpointUrl} from '../topology.ts';

/** The public cluster-info of kube-public: where the API is, and its authority. The bootstrapsigner signs it with each bootstrap token. */
export const clusterInfo = (spec: ClusterSpec, pki: Pki): object[] => {
	const authority = Buffer.from(pki.certificates['ca']!.certificate).toString('base64');
	const kubeconfig = {
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [{name: '', cluster: {'certificate-authority-data': authority, server: endpointUrl(spec)}}],
		contexts: [],
		users: [],
		'current-context': '',
	};
	const metadata = {name: 'cluster-info', namespace: 'kube-public'};
	const role = {...metadata, name: 'kinstall:cluster-info'};
	return [
		{apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {kubeconfig: stringify(kubeconfig)}},
		{
			apiVersion: 'rbac.authorization.k8s.io/v1',
			kind: 'Role',
			metadata: role,
			rules: [{apiGroups: [''], resources: ['configmaps'], resourceNames: ['cluster-info'], verbs: ['get']}],
		},
		{
			apiVersion: 'rbac.authorization.k8s.io/v1',
			kind: 'RoleBinding',
			metadata: role,
			roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name},
			subjects: [{apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:anonymous'}],
		},
	];
};
