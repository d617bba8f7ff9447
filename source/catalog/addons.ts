/** What runs in the cluster itself, as rows: Kubernetes objects that 70-addons applies. A further addon is one more row. */
import type {Facts} from '../plan/facts.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {calicoObjects} from './addons/calico.ts';
import {corednsObjects} from './addons/coredns.ts';
import {flannelObjects} from './addons/flannel.ts';
import {nodes} from './topology.ts';

/** A whole cluster: what is wanted, and by name of the host what was found. */
export type Grounds = {readonly spec: ClusterSpec; readonly found: Readonly<Record<string, Facts>>};

export type Addon = {
	/** Also the name of its file, and the value of its objects' label. */
	readonly id: string;
	readonly when: (spec: ClusterSpec) => boolean;
	readonly objects: (grounds: Grounds) => readonly KubeObject[];
};

/** As much of a Kubernetes object as is read here. */
export type KubeObject = {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: {
		readonly name: string;
		readonly namespace?: string;
		readonly labels?: Readonly<Record<string, string>>;
		readonly annotations?: Readonly<Record<string, string>>;
	};
	readonly [field: string]: unknown;
};

/** In the order in which they are applied: a pod network before what needs it. */
const addons: readonly Addon[] = [
	{id: 'flannel', when: ({cni}) => cni.kind === 'flannel', objects: ({spec}) => flannelObjects(spec)},
	{id: 'calico', when: ({cni}) => cni.kind === 'calico', objects: ({spec}) => calicoObjects(spec)},
	{id: 'coredns', when: ({dns}) => dns.kind === 'coredns', objects: corednsObjects},
];

/** On each object; what has it and is no longer planned is deleted. */
export const addonLabel = 'kinstall/addon';

/** The kinds that are deleted when no plan has them any more: all that addons have, but for definitions, whose end would be that of the data in them. */
export const prunedKinds = [
	'daemonsets.apps',
	'deployments.apps',
	'services',
	'configmaps',
	'rolebindings.rbac.authorization.k8s.io',
	'roles.rbac.authorization.k8s.io',
	'clusterrolebindings.rbac.authorization.k8s.io',
	'clusterroles.rbac.authorization.k8s.io',
	'serviceaccounts',
	'namespaces',
] as const;

const labelled = (id: string, object: KubeObject): KubeObject => ({
	...object,
	metadata: {...object.metadata, labels: {...object.metadata.labels, [addonLabel]: id}},
});

export type PlannedAddon = {readonly id: string; readonly objects: readonly KubeObject[]};

/** The addons of a cluster; none where no pod can run. */
export const addonsOf = (grounds: Grounds): readonly PlannedAddon[] =>
	nodes(grounds.spec).length === 0
		? []
		: addons
				.filter(({when}) => when(grounds.spec))
				.map(({id, objects}) => ({id, objects: objects(grounds).map(object => labelled(id, object))}));

/** `kind namespace name`, as kubectl prints them; no namespace is `-`. */
export const nameOf = ({kind, metadata}: KubeObject): string => `${kind} ${metadata.namespace ?? '-'} ${metadata.name}`;

type Workload = {readonly selector: {readonly matchLabels: Readonly<Record<string, string>>}};

/** `kind namespace name label=value` of what has pods that are waited for, with the labels of these; undefined of anything else. */
export const rolloutOf = (object: KubeObject): string | undefined => {
	if (object.kind !== 'Deployment' && object.kind !== 'DaemonSet') return undefined;
	const labels = Object.entries((object['spec'] as Workload).selector.matchLabels);
	return `${nameOf(object)} ${labels.map(([key, value]) => `${key}=${value}`).join(',')}`;
};
