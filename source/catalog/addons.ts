/** What runs in the cluster itself, as rows: Kubernetes objects that 70-addons applies. A further addon is one more row. */
import type {Facts} from '../plan/facts.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {calicoObjects} from './addons/calico.ts';
import {certManagerImages, certManagerObjects, certManagerPath, certManagerReady, certManagerTls} from './addons/cert-manager.ts';
import {corednsObjects} from './addons/coredns.ts';
import {flannelObjects} from './addons/flannel.ts';
import {headlampObjects, headlampPath} from './addons/headlamp.ts';
import {metricsServerObjects, metricsServerPath, metricsServerTls} from './addons/metrics-server.ts';
import {nfsObjects} from './addons/nfs.ts';
import {traefikObjects, traefikPath, traefikTls} from './addons/traefik.ts';
import {addonOf, nodes} from './topology.ts';

/** A whole cluster: what is wanted, and by name of the host what was found. */
export type Grounds = {
	readonly spec: ClusterSpec;
	readonly found: Readonly<Record<string, Facts>>;
	/** The cluster's authority in PEM; absent where only the names of objects are asked for. */
	readonly ca?: string;
	/** By the name of an issuer: who signed the certificate of its ACME server, in PEM; absent as `ca` is. */
	readonly acmeAuthorities?: Readonly<Record<string, string>>;
	/** What was issued, by id; absent as `ca` is. */
	readonly certificates?: Readonly<Record<string, {readonly fingerprint: string}>>;
};

/** The name of a Secret, and the path of what is in it below the pki directory, without its ending. */
export type TlsSecret = {readonly secret: string; readonly certificate: string};

export type Addon = {
	/** Also the name of its file, and the value of its objects' label. */
	readonly id: string;
	readonly when: (spec: ClusterSpec) => boolean;
	readonly objects: (grounds: Grounds) => readonly KubeObject[];
	/** Secrets of kube-system, each for a certificate and its key, which no plan holds. */
	readonly tls?: (spec: ClusterSpec) => readonly TlsSecret[];
	/** Images of pods that its own pods make; those that stand in objects count by themselves. */
	readonly images?: (spec: ClusterSpec) => readonly string[];
	/** `resource/name` of objects of no namespace, whose condition Ready is waited for. */
	readonly ready?: (spec: ClusterSpec) => readonly string[];
	/** What an API server can be asked, as `kubectl get --raw` does, and answers when the addon works; nothing where it has no way to the addon. */
	readonly asks?: (spec: ClusterSpec) => string | undefined;
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

/** What an object is called by. */
export type Named = {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: {readonly name: string; readonly namespace?: string};
	readonly [field: string]: unknown;
};

/** On the first control plane: a file for each. */
export const addonsDirectory = '/etc/kinstall/addons';

/** In the order in which they are applied: a pod network before what needs it. */
const addons: readonly Addon[] = [
	{id: 'flannel', when: ({cni}) => cni.kind === 'flannel', objects: ({spec}) => flannelObjects(spec)},
	{id: 'calico', when: ({cni}) => cni.kind === 'calico', objects: ({spec}) => calicoObjects(spec)},
	{id: 'coredns', when: ({dns}) => dns.kind === 'coredns', objects: corednsObjects},
	{
		id: 'metrics-server',
		when: spec => addonOf(spec, 'metrics-server') !== undefined,
		objects: metricsServerObjects,
		tls: () => [metricsServerTls],
		asks: () => metricsServerPath,
	},
	{
		id: 'traefik',
		when: spec => addonOf(spec, 'traefik') !== undefined,
		objects: traefikObjects,
		tls: () => [traefikTls],
		asks: traefikPath,
	},
	{
		id: 'headlamp',
		when: spec => addonOf(spec, 'headlamp') !== undefined,
		objects: ({spec}) => headlampObjects(spec),
		asks: headlampPath,
	},
	{id: 'nfs', when: spec => addonOf(spec, 'nfs') !== undefined, objects: ({spec}) => nfsObjects(spec)},
	{
		id: 'cert-manager',
		when: spec => addonOf(spec, 'cert-manager') !== undefined,
		objects: certManagerObjects,
		tls: certManagerTls,
		images: certManagerImages,
		ready: certManagerReady,
		asks: certManagerPath,
	},
];

/** Values of the label that are not a person's. */
export const addonIds: readonly string[] = addons.map(({id}) => id);

/** On each object; what kinstall wrote with it and is no longer planned is deleted. */
export const addonLabel = 'kinstall/addon';

const labelled = (id: string, object: KubeObject): KubeObject => ({
	...object,
	metadata: {...object.metadata, labels: {...object.metadata.labels, [addonLabel]: id}},
});

export type PlannedAddon = {
	readonly id: string;
	readonly objects: readonly KubeObject[];
	readonly tls: readonly TlsSecret[];
	readonly images: readonly string[];
	readonly ready: readonly string[];
	readonly asks?: string;
};

/** The addons of a cluster; none where no pod can run. */
export const addonsOf = (grounds: Grounds): readonly PlannedAddon[] =>
	nodes(grounds.spec).length === 0
		? []
		: addons
				.filter(({when}) => when(grounds.spec))
				.map(({id, objects, tls, images, ready, asks}) => {
					const {spec} = grounds;
					const path = asks?.(spec);
					return {
						id,
						objects: objects(grounds).map(object => labelled(id, object)),
						tls: tls?.(spec) ?? [],
						images: images?.(spec) ?? [],
						ready: ready?.(spec) ?? [],
						...(path !== undefined && {asks: path}),
					};
				});

/** `kind namespace name`, as kubectl prints them; no namespace is `-`. */
export const nameOf = ({kind, metadata}: Named): string => `${kind} ${metadata.namespace ?? '-'} ${metadata.name}`;

/** What tells an object from any other: as `nameOf`, with its group, and with the namespace that kubectl takes where none is named. */
export const identityOf = (object: Named): string => {
	const [group = ''] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : [];
	return `${group} ${object.kind} ${object.metadata.namespace ?? 'default'} ${object.metadata.name}`;
};

type Workload = {
	readonly selector?: {readonly matchLabels?: Readonly<Record<string, string>>};
	readonly updateStrategy?: {readonly type?: string};
	readonly paused?: boolean;
};

/** `kind namespace name label=value` of what has pods that are waited for, with the labels of these; undefined of anything else. */
export const rolloutOf = (object: Named): string | undefined => {
	if (!/^apps\//.test(object.apiVersion) || (object.kind !== 'Deployment' && object.kind !== 'DaemonSet')) return undefined;
	const spec = object['spec'] as Workload | undefined;
	// Its pods change when somebody deletes them, or goes on: nothing to wait for.
	if (spec?.updateStrategy?.type === 'OnDelete' || spec?.paused === true) return undefined;
	const labels = Object.entries(spec?.selector?.matchLabels ?? {});
	if (labels.length === 0) return undefined;
	return `${nameOf(object)} ${labels.map(([key, value]) => `${key}=${value}`).join(',')}`;
};
