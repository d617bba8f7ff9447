import type {KubeObject} from '../../addons.ts';

export const namespace = 'kube-system';
export const group = 'cert-manager.io';
export const acmeGroup = `acme.${group}`;
/** Names of the three, which are also those of their accounts. */
export const [controller, webhook, injector] = ['cert-manager', 'cert-manager-webhook', 'cert-manager-cainjector'] as const;
/** Where the webhook keeps the authority that it makes for its own certificate. */
export const webhookSecret = `${webhook}-ca`;

export const labelsOf = (name: string) => ({'k8s-app': name});

export type Rule = readonly [apiGroup: string, resources: string, verbs: string, names?: readonly string[]];

export const rulesOf = (rules: readonly Rule[]): object[] =>
	rules.map(([apiGroup, resources, verbs, names]) => ({
		apiGroups: [apiGroup],
		resources: resources.split(' '),
		...(names && {resourceNames: names}),
		verbs: verbs.split(' '),
	}));

const rbac = 'rbac.authorization.k8s.io';

/** A role and the account that has it: of the whole cluster, or of one namespace. */
export const bound = (kind: 'Role' | 'ClusterRole', name: string, account: string, rules: readonly Rule[]): KubeObject[] => {
	const metadata = {name, ...(kind === 'Role' && {namespace})};
	return [
		{apiVersion: `${rbac}/v1`, kind, metadata, rules: rulesOf(rules)},
		{
			apiVersion: `${rbac}/v1`,
			kind: `${kind}Binding`,
			metadata,
			roleRef: {apiGroup: rbac, kind, name},
			subjects: [{kind: 'ServiceAccount', name: account, namespace}],
		},
	];
};

/** What roles of Kubernetes itself have besides, by the labels that say which. */
export const aggregated = (name: string, roles: readonly string[], rules: readonly Rule[]): KubeObject => ({
	apiVersion: `${rbac}/v1`,
	kind: 'ClusterRole',
	metadata: {name, labels: Object.fromEntries(roles.map(role => [`${rbac}/aggregate-to-${role}`, 'true']))},
	rules: rulesOf(rules),
});
