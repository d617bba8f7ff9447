export const auditPolicyFile = '/etc/kubernetes/audit-policy.yaml';
/** Made by the unit's LogsDirectory, which gives it to the daemon's user. */
export const auditDirectory = '/var/log/kubernetes';
export const auditLogFile = `${auditDirectory}/audit.log`;

const core = '';
const daemons = ['system:kube-controller-manager', 'system:kube-scheduler', 'system:kube-proxy', 'system:apiserver'];

/** Not worth a line: rules that come after what always is. */
const noise = [
	// Leader election and the nodes' heartbeats, every few seconds.
	{users: daemons, verbs: ['get', 'update'], resources: [{group: 'coordination.k8s.io', resources: ['leases']}]},
	{
		users: daemons,
		verbs: ['get', 'update'],
		namespaces: ['kube-system'],
		resources: [{group: core, resources: ['endpoints', 'configmaps']}],
	},
	{userGroups: ['system:nodes'], resources: [{group: 'coordination.k8s.io', resources: ['leases']}]},
	{userGroups: ['system:nodes'], verbs: ['get', 'patch'], resources: [{group: core, resources: ['nodes', 'nodes/status']}]},
	{resources: ['', 'events.k8s.io'].map(group => ({group, resources: ['events']}))},
	// What the cluster's own daemons follow, they follow for as long as they run.
	{users: daemons, verbs: ['watch']},
	{userGroups: ['system:nodes', 'system:serviceaccounts:kube-system'], verbs: ['watch']},
	// Each API server asks itself for the version of every group, again and again.
	{users: ['system:apiserver'], verbs: ['get', 'list']},
].map(rule => ({level: 'None', ...rule}));

/** Policy of audit.k8s.io/v1: who did what to which object, never what was in it. The first rule that fits counts. */
export const auditPolicy = {
	apiVersion: 'audit.k8s.io/v1',
	kind: 'Policy',
	// One line for each request, when it is answered.
	omitStages: ['RequestReceived'],
	rules: [
		// Health, and what there is to be asked for: the paths of discovery are those of no object.
		{level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version', '/openapi/*', '/api', '/api/*', '/apis', '/apis/*']},
		// Whoever looks at a Secret is written down, daemons and nodes too.
		{level: 'Metadata', resources: [{group: core, resources: ['secrets', 'serviceaccounts/token']}]},
		...noise,
		{level: 'Metadata'},
	],
} as const;
