import type {ClusterSpec} from '../../spec/types.ts';
import {boundAdmins, hasSuperAdmin} from '../administrators.ts';
import {approverUser, approvesRenewals, signsRequests} from '../topology.ts';

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

/** Reads requests, and approves those of one signer. */
const approverRole = {
	apiVersion: `${group}/v1`,
	kind: 'ClusterRole',
	metadata: {name: approverUser},
	rules: [
		{apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests'], verbs: ['get', 'list', 'watch']},
		{apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update']},
		{apiGroups: ['certificates.k8s.io'], resources: ['signers'], resourceNames: ['kubernetes.io/kubelet-serving'], verbs: ['approve']},
	],
};

/** Rights that no default role gives: administrators have all; the API server may use kubelets; nodes may ask for certificates and renew their own, where somebody signs them; and the approver may approve. */
export const rbac = (spec: ClusterSpec): object[] => [
	...(hasSuperAdmin(spec) ? [binding(boundAdmins, 'cluster-admin', {kind: 'Group', name: boundAdmins})] : []),
	...(signsRequests(spec) ? forRequests : []),
	...(approvesRenewals(spec) ? [approverRole, binding(approverUser, approverUser, {kind: 'User', name: approverUser})] : []),
	binding('kinstall:apiserver-kubelet-client', 'system:kubelet-api-admin', {kind: 'User', name: 'kube-apiserver-kubelet-client'}),
];
