/**
 * Traefik as an ingress controller: what Ingresses say, and nothing else. Flags and rights are those that its source asks for
 * (traefik/traefik, docs/content/providers/kubernetes-ingress.md and pkg/provider/kubernetes/ingress/client.go); its own kinds of objects are left out.
 */
import type {TraefikAddon} from '../../spec/addon-types.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import type {Grounds, KubeObject} from '../addons.ts';
import {lives} from '../place.ts';
import {traefikImage} from '../releases.ts';
import {addonOf, addressesOf, frontHosts, ingressNodes, isDualStack, isTainted, podsReached} from '../topology.ts';
import {spread} from './spread.ts';

const name = 'traefik';
const namespace = 'kube-system';
const labels = {'k8s-app': name};
const rbac = 'rbac.authorization.k8s.io';
const health = `${name}-health`;
const user = 65_532;

/** Where the certificate lies in the cluster that it shows for names without one of their own. */
export const traefikTls = {secret: 'traefik-tls', certificate: 'ingress'} as const;

/** What an API server asks it as a pod; nothing where API servers have no way to pods. */
export const traefikPath = (spec: ClusterSpec): string | undefined =>
	podsReached(spec) ? `/api/v1/namespaces/${namespace}/services/${health}:ping/proxy/ping` : undefined;

/** Traefik 3 finds pods by EndpointSlices, and looks for nodes. */
const slices = {since: '1.21'};

const rights = ({kubernetes}: ClusterSpec) => {
	const verbs = ['get', 'list', 'watch'];
	return [
		...(lives(slices, kubernetes)
			? [
					{apiGroups: [''], resources: ['services', 'secrets', 'nodes'], verbs},
					{apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch']},
				]
			: [{apiGroups: [''], resources: ['services', 'secrets', 'endpoints'], verbs}]),
		{apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingressclasses'], verbs},
	];
};

const access = (spec: ClusterSpec): readonly KubeObject[] => [
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}},
	{apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: {name: 'system:traefik'}, rules: rights(spec)},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name: 'system:traefik'},
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: 'system:traefik'},
		subjects: [{kind: 'ServiceAccount', name, namespace}],
	},
];

const ingressClass = ({defaultClass}: TraefikAddon): KubeObject => ({
	apiVersion: 'networking.k8s.io/v1',
	kind: 'IngressClass',
	metadata: {name, annotations: {'ingressclass.kubernetes.io/is-default-class': String(defaultClass)}},
	spec: {controller: 'traefik.io/ingress-controller'},
});

/**
 * Who may say for whom a request is made: the front. It reaches a pod of its own host by the pod network, from an address that the node's own rules choose.
 */
const trusted = (spec: ClusterSpec): string[] => {
	const fronts = frontHosts(spec);
	return [...fronts.flatMap(addressesOf), ...(fronts.some(({node}) => node) ? spec.network.pods : [])];
};

const args = (spec: ClusterSpec): string[] => {
	const front = trusted(spec);
	return [
		'--global.checknewversion=false',
		'--global.sendanonymoususage=false',
		'--entrypoints.web.address=:8000',
		// A pod that ends is still sent requests until every node knows.
		'--entrypoints.web.transport.lifecycle.requestacceptgracetimeout=5s',
		...(front.length > 0 ? [`--entrypoints.web.forwardedheaders.trustedips=${front.join(',')}`] : []),
		'--entrypoints.websecure.address=:8443',
		'--entrypoints.websecure.http.tls=true',
		'--entrypoints.websecure.transport.lifecycle.requestacceptgracetimeout=5s',
		'--entrypoints.traefik.address=:8080',
		'--ping=true',
		'--providers.kubernetesingress=true',
		'--providers.kubernetesingress.ingressclass=traefik',
		'--providers.file.filename=/etc/traefik/dynamic.yaml',
	];
};

const dynamic = {tls: {stores: {default: {defaultCertificate: {certFile: '/tls/tls.crt', keyFile: '/tls/tls.key'}}}}};

const probe = {httpGet: {path: '/ping', port: 'ping'}, failureThreshold: 3};

const container = (spec: ClusterSpec) => ({
	name,
	image: traefikImage(spec.kubernetes),
	imagePullPolicy: 'IfNotPresent',
	args: args(spec),
	ports: [
		{name: 'web', containerPort: 8000, protocol: 'TCP'},
		{name: 'websecure', containerPort: 8443, protocol: 'TCP'},
		{name: 'ping', containerPort: 8080, protocol: 'TCP'},
	],
	resources: {requests: {cpu: '100m', memory: '64Mi'}},
	livenessProbe: {...probe, periodSeconds: 10},
	// Every two seconds: an install waits for it.
	readinessProbe: {...probe, periodSeconds: 2},
	securityContext: {
		allowPrivilegeEscalation: false,
		capabilities: {drop: ['ALL']},
		readOnlyRootFilesystem: true,
		runAsNonRoot: true,
		runAsUser: user,
		runAsGroup: user,
		seccompProfile: {type: 'RuntimeDefault'},
	},
	volumeMounts: [
		{name: 'config', mountPath: '/etc/traefik', readOnly: true},
		{name: 'tls', mountPath: '/tls', readOnly: true},
		{name: 'tmp', mountPath: '/tmp'},
	],
});

/** It runs on control planes only where ordinary pods have no other place. */
const tolerations = (spec: ClusterSpec) => [
	{key: 'CriticalAddonsOnly', operator: 'Exists'},
	...(ingressNodes(spec).every(isTainted) ? [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}] : []),
];

/** It reads the certificate when it starts: another one starts it anew. */
const template = ({spec, certificates}: Grounds, {replicas = 0}: TraefikAddon) => ({
	metadata: {labels, annotations: {'kinstall/certificate': certificates?.[traefikTls.certificate]?.fingerprint ?? ''}},
	spec: {
		priorityClassName: 'system-cluster-critical',
		serviceAccountName: name,
		terminationGracePeriodSeconds: 60,
		...(replicas > 1 && {affinity: {podAntiAffinity: spread(labels, ingressNodes(spec).length >= replicas)}}),
		tolerations: tolerations(spec),
		nodeSelector: {'kubernetes.io/os': 'linux'},
		// The key is for its group alone.
		securityContext: {fsGroup: user},
		containers: [container(spec)],
		volumes: [
			{name: 'config', configMap: {name}},
			{name: 'tls', secret: {secretName: traefikTls.secret, defaultMode: 0o440}},
			{name: 'tmp', emptyDir: {}},
		],
	},
});

const workload = (grounds: Grounds, addon: TraefikAddon): KubeObject => {
	const {replicas} = addon;
	const common = {apiVersion: 'apps/v1', metadata: {name, namespace, labels}};
	const pods = {selector: {matchLabels: labels}, template: template(grounds, addon)};
	return replicas === undefined
		? {...common, kind: 'DaemonSet', spec: {updateStrategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 1}}, ...pods}}
		: {
				...common,
				kind: 'Deployment',
				spec: {replicas, strategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: replicas > 1 ? 1 : 0}}, ...pods},
			};
};

const disruption = ({kubernetes}: ClusterSpec): KubeObject => ({
	apiVersion: lives({since: '1.21'}, kubernetes) ? 'policy/v1' : 'policy/v1beta1',
	kind: 'PodDisruptionBudget',
	metadata: {name, namespace},
	spec: {minAvailable: 1, selector: {matchLabels: labels}},
});

const services = (spec: ClusterSpec, {nodePorts}: TraefikAddon): readonly KubeObject[] => [
	{
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name, namespace, labels},
		spec: {
			type: 'NodePort',
			// No second hop, and Traefik sees who asks.
			externalTrafficPolicy: 'Local',
			...(isDualStack(spec) && {ipFamilyPolicy: 'PreferDualStack'}),
			ports: [
				{name: 'web', port: 80, protocol: 'TCP', targetPort: 'web', nodePort: nodePorts.http},
				{name: 'websecure', port: 443, protocol: 'TCP', targetPort: 'websecure', nodePort: nodePorts.https},
			],
			selector: labels,
		},
	},
	{
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: health, namespace, labels},
		spec: {ports: [{name: 'ping', port: 8080, protocol: 'TCP', targetPort: 'ping'}], selector: labels},
	},
];

export const traefikObjects = (grounds: Grounds): readonly KubeObject[] => {
	const {spec} = grounds;
	const addon = addonOf(spec, 'traefik')!;
	return [
		...access(spec),
		ingressClass(addon),
		{
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name, namespace, labels},
			data: {'dynamic.yaml': `${JSON.stringify(dynamic, null, 2)}\n`},
		},
		...services(spec, addon),
		workload(grounds, addon),
		...((addon.replicas ?? 0) > 1 ? [disruption(spec)] : []),
	];
};
