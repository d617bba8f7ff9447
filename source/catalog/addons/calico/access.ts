/** What calico keeps in the API server, and who of it may do what. Facts of its manifest for the datastore kubernetes, v3.28.5. */
import type {KubeObject} from '../../addons.ts';
import {namespace} from './common.ts';

const group = 'crd.projectcalico.org';
const rbac = 'rbac.authorization.k8s.io';

/** Kinds by scope; the plural of one is its kind in small letters with an ending. */
const kinds = {
	Cluster: [
		...['BGPConfiguration', 'BGPFilter', 'BGPPeer', 'BlockAffinity', 'CalicoNodeStatus', 'ClusterInformation', 'FelixConfiguration'],
		...['GlobalNetworkPolicy', 'GlobalNetworkSet', 'HostEndpoint', 'IPAMBlock', 'IPAMConfig', 'IPAMHandle', 'IPPool', 'IPReservation'],
		'KubeControllersConfiguration',
	],
	Namespaced: ['NetworkPolicy', 'NetworkSet'],
} as const;

const pluralOf = (singular: string): string =>
	singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : singular.endsWith('s') ? `${singular}es` : `${singular}s`;

/** Open schemas: calico checks what it reads itself, and upstream's would be ten times the rest of the plan. */
const definition = (kind: string, scope: string): KubeObject => {
	const singular = kind.toLowerCase();
	const plural = pluralOf(singular);
	return {
		apiVersion: 'apiextensions.k8s.io/v1',
		kind: 'CustomResourceDefinition',
		metadata: {name: `${plural}.${group}`},
		spec: {
			group,
			names: {kind, listKind: `${kind}List`, plural, singular},
			scope,
			versions: [
				{
					name: 'v1',
					served: true,
					storage: true,
					schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
				},
			],
		},
	};
};

export const calicoDefinitions: readonly KubeObject[] = Object.entries(kinds).flatMap(([scope, names]) =>
	names.map(kind => definition(kind, scope)),
);

type Rule = readonly [apiGroup: string, resources: string, verbs: string];

const rule = ([apiGroup, resources, verbs]: Rule) => ({apiGroups: [apiGroup], resources: resources.split(' '), verbs: verbs.split(' ')});

const account = (name: string, rules: readonly object[]): KubeObject[] => [
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}},
	{apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: {name}, rules},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name},
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name},
		subjects: [{kind: 'ServiceAccount', name, namespace}],
	},
];

const watch = 'get list watch';
const change = 'get list create update delete';
const node: readonly Rule[] = [
	['', 'pods nodes namespaces configmaps', 'get'],
	['', 'nodes pods namespaces serviceaccounts endpoints services', watch],
	['', 'nodes/status', 'patch update'],
	['', 'pods/status', 'patch'],
	['discovery.k8s.io', 'endpointslices', 'list watch'],
	['networking.k8s.io', 'networkpolicies', 'list watch'],
	[
		group,
		'felixconfigurations bgppeers bgpfilters bgpconfigurations ippools ipreservations ipamblocks globalnetworkpolicies globalnetworksets networkpolicies networksets clusterinformations hostendpoints blockaffinities caliconodestatuses',
		watch,
	],
	[group, 'ippools felixconfigurations clusterinformations', 'create update'],
	[group, 'caliconodestatuses', 'update'],
	[group, 'bgpconfigurations bgppeers', 'create update'],
	[group, 'blockaffinities ipamblocks ipamhandles', change],
	[group, 'ipamconfigs', 'get create'],
];
const plugin: readonly Rule[] = [
	['', 'pods nodes namespaces', 'get'],
	['', 'pods/status', 'patch'],
	[group, 'blockaffinities ipamblocks ipamhandles clusterinformations ippools ipreservations ipamconfigs', change],
];
const controllers: readonly Rule[] = [
	['', 'nodes pods', watch],
	[group, 'ipreservations', 'list'],
	[group, 'blockaffinities ipamblocks ipamhandles', `${change} watch`],
	[group, 'ippools', 'list watch'],
	[group, 'hostendpoints', change],
	[group, 'clusterinformations kubecontrollersconfigurations', 'get list create update watch'],
];

export const calicoAccess: readonly KubeObject[] = [
	...account('calico-node', [
		// calico-node asks for the tokens with which its CNI plugin speaks to the API server.
		{apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['calico-cni-plugin'], verbs: ['create']},
		...node.map(rule),
	]),
	...account('calico-cni-plugin', plugin.map(rule)),
	...account('calico-kube-controllers', controllers.map(rule)),
];
