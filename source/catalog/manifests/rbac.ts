const group = 'rbac.authorization.k8s.io';

const binding = (name: string, role: string, subject: {kind: 'Group' | 'User'; name: string}) => ({
	apiVersion: `${group}/v1`,
	kind: 'ClusterRoleBinding',
	metadata: {name},
	roleRef: {apiGroup: group, kind: 'ClusterRole', name: role},
	subjects: [{apiGroup: group, ...subject}],
});

/** Rights that no default role gives: nodes may ask for certificates and renew their own; the API server may use kubelets. */
export const rbac = [
	binding('kinstall:node-bootstrap', 'system:node-bootstrapper', {kind: 'Group', name: 'system:bootstrappers'}),
	// Lets the controller manager approve a node's renewal of its own client certificate; first requests wait for a person.
	binding('kinstall:node-client-renewal', 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient', {
		kind: 'Group',
		name: 'system:nodes',
	}),
	binding('kinstall:apiserver-kubelet-client', 'system:kubelet-api-admin', {kind: 'User', name: 'kube-apiserver-kubelet-client'}),
] as const;
