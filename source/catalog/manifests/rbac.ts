import type {ClusterSpec} from '../../spec/types.ts';
import {boundAdmins, hasSuperAdmin} from '../administrators.ts';
import {signsRequests} from '../topology.ts';

const group = 'rbac.authorization.k8s.io';

const binding = (name: string, role: string, subject: {kind: 'Group' | 'User'; name: string}) => ({
	apiVersion: `${group}/v1`,
	kind: 'ClusterRoleBinding',
	metadata: {name},
	roleRef: {apiGroup: group, kind: 'ClusterRole', name: role},
	subjects: [{apiGroup: group, ...subject}],
});

const forRequests = [
	binding('kinstall:node-bootstrap', 'system:node-bootstrapper', {kind: 'Group', name: 'system:bootstrappers'}),
	// Lets the controller manager approve a node's renewal of its own client certificate; first requests wait for a person.
	binding('kinstall:node-client-renewal', 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient', {
		kind: 'Group',
		name: 'system:nodes',
	}),
];

/** Rights that no default role gives: administrators have all; the API server may use kubelets; nodes may ask for certificates and renew their own, where somebody signs them. */
export const rbac = (spec: ClusterSpec): object[] => [
	...(hasSuperAdmin(spec) ? [binding(boundAdmins, 'cluster-admin', {kind: 'Group', name: boundAdmins})] : []),
	...(signsRequests(spec) ? forRequests : []),
	binding('kinstall:apiserver-kubelet-client', 'system:kubelet-api-admin', {kind: 'User', name: 'kube-apiserver-kubelet-client'}),
];
