/** What a joining node gets: a token of its own, and the kubeconfig that holds it. Neither is part of the plan. */

export type Token = {readonly id: string; readonly secret: string};

/** The Secret that makes the API server know the token (type bootstrap.kubernetes.io/token). */
export const bootstrapSecret = ({id, secret}: Token, node: string, expiration: Date): object => ({
	apiVersion: 'v1',
	kind: 'Secret',
	type: 'bootstrap.kubernetes.io/token',
	metadata: {name: `bootstrap-token-${id}`, namespace: 'kube-system'},
	stringData: {
		description: `kinstall: ${node} joins`,
		'token-id': id,
		'token-secret': secret,
		expiration: expiration.toISOString().replace(/\.\d+Z$/, 'Z'),
		'usage-bootstrap-authentication': 'true',
		'usage-bootstrap-signing': 'true',
	},
});

export const bootstrapKubeconfig = ({id, secret}: Token, server: string, authority: string): object => ({
	apiVersion: 'v1',
	kind: 'Config',
	clusters: [{name: 'kubernetes', cluster: {'certificate-authority-data': Buffer.from(authority).toString('base64'), server}}],
	users: [{name: 'bootstrap', user: {token: `${id}.${secret}`}}],
	contexts: [{name: 'bootstrap', context: {cluster: 'kubernetes', user: 'bootstrap'}}],
	'current-context': 'bootstrap',
});
