/**
 * metrics-server: what `kubectl top` and HorizontalPodAutoscalers ask. Flags, rights and sizes are those of upstream's manifests
 * (kubernetes-sigs/metrics-server, manifests/base), with every connection verified: kubelets against the cluster's authority, it itself by the API servers.
 */
import type {ClusterSpec} from '../../spec/types.ts';
import type {Grounds, KubeObject} from '../addons.ts';
import {lives} from '../place.ts';
import {metricsServerImage} from '../releases.ts';
import {addonOf, nodes} from '../topology.ts';
import {spread} from './spread.ts';

const name = 'metrics-server';
const namespace = 'kube-system';
const labels = {'k8s-app': name};
const rbac = 'rbac.authorization.k8s.io';
const port = 10_250;
const group = 'metrics.k8s.io';

/** Where its own certificate lies in the cluster; kinstall issues it. */
export const metricsServerTls = {secret: 'metrics-server-tls', certificate: 'metrics-server'} as const;

/** What an API server asks it through the aggregation. */
export const metricsServerPath = `/apis/${group}/v1beta1/nodes`;

const toAccount = (kind: 'Role' | 'ClusterRole', role: string) => ({
	roleRef: {apiGroup: rbac, kind, name: role},
	subjects: [{kind: 'ServiceAccount', name, namespace}],
});

/** Until 0.6 it read the kubelets' summary, which is guarded by another name. */
const early = {until: '1.25'};

const rights = ({kubernetes}: ClusterSpec) =>
	lives(early, kubernetes)
		? [{apiGroups: [''], resources: ['pods', 'nodes', 'nodes/stats', 'namespaces', 'configmaps'], verbs: ['get', 'list', 'watch']}]
		: [
				{apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get']},
				{apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch']},
			];

const access = (spec: ClusterSpec): readonly KubeObject[] => [
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRole',
		metadata: {
			name: 'system:aggregated-metrics-reader',
			labels: Object.fromEntries(['view', 'edit', 'admin'].map(role => [`${rbac}/aggregate-to-${role}`, 'true'])),
		},
		rules: [{apiGroups: [group], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch']}],
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRole',
		metadata: {name: 'system:metrics-server'},
		rules: rights(spec),
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name: 'system:metrics-server'},
		...toAccount('ClusterRole', 'system:metrics-server'),
	},
	// It asks the API server whether who is asking may.
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name: 'metrics-server:system:auth-delegator'},
		...toAccount('ClusterRole', 'system:auth-delegator'),
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'RoleBinding',
		metadata: {name: 'metrics-server-auth-reader', namespace},
		...toAccount('Role', 'extension-apiserver-authentication-reader'),
	},
];

const args = [
	`--secure-port=${port}`,
	'--tls-cert-file=/tls/tls.crt',
	'--tls-private-key-file=/tls/tls.key',
	// The authority that signs the kubelets' serving certificates, as every pod has it.
	'--kubelet-certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
	'--kubelet-preferred-address-types=InternalIP,Hostname',
	'--kubelet-use-node-status-port',
	'--metric-resolution=15s',
];

const probe = (path: string) => ({httpGet: {path, port: 'https', scheme: 'HTTPS'}, failureThreshold: 3});

const container = ({kubernetes}: ClusterSpec) => ({
	name,
	image: metricsServerImage(kubernetes),
	imagePullPolicy: 'IfNotPresent',
	args,
	ports: [{name: 'https', containerPort: port, protocol: 'TCP'}],
	// As upstream has them, good for 100 nodes.
	resources: {requests: {cpu: '100m', memory: '200Mi'}},
	livenessProbe: {...probe('/livez'), periodSeconds: 10},
	// Ready when it has asked the kubelets twice. Every two seconds: an install waits for it.
	readinessProbe: {...probe('/readyz'), periodSeconds: 2},
	securityContext: {
		allowPrivilegeEscalation: false,
		capabilities: {drop: ['ALL']},
		readOnlyRootFilesystem: true,
		runAsNonRoot: true,
		runAsUser: 1000,
		seccompProfile: {type: 'RuntimeDefault'},
	},
	volumeMounts: [
		{name: 'tls', mountPath: '/tls', readOnly: true},
		{name: 'tmp', mountPath: '/tmp'},
	],
});

const deployment = (spec: ClusterSpec, replicas: number): KubeObject => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name, namespace, labels},
	spec: {
		replicas,
		strategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: replicas > 1 ? 1 : 0}},
		selector: {matchLabels: labels},
		template: {
			metadata: {labels},
			spec: {
				priorityClassName: 'system-cluster-critical',
				serviceAccountName: name,
				...(replicas > 1 && {affinity: {podAntiAffinity: spread(labels, nodes(spec).length >= replicas)}}),
				tolerations: [
					{key: 'CriticalAddonsOnly', operator: 'Exists'},
					{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'},
				],
				nodeSelector: {'kubernetes.io/os': 'linux'},
				// The key is for its group alone.
				securityContext: {fsGroup: 1000},
				containers: [container(spec)],
				volumes: [
					{name: 'tls', secret: {secretName: metricsServerTls.secret, defaultMode: 0o440}},
					{name: 'tmp', emptyDir: {}},
				],
			},
		},
	},
});

const disruption = ({kubernetes}: ClusterSpec): KubeObject => ({
	apiVersion: lives({since: '1.21'}, kubernetes) ? 'policy/v1' : 'policy/v1beta1',
	kind: 'PodDisruptionBudget',
	metadata: {name, namespace},
	spec: {minAvailable: 1, selector: {matchLabels: labels}},
});

const service: KubeObject = {
	apiVersion: 'v1',
	kind: 'Service',
	metadata: {name, namespace, labels},
	spec: {ports: [{name: 'https', port: 443, protocol: 'TCP', targetPort: 'https'}], selector: labels},
};

const api = (ca = ''): KubeObject => ({
	apiVersion: 'apiregistration.k8s.io/v1',
	kind: 'APIService',
	metadata: {name: `v1beta1.${group}`, labels},
	spec: {
		group,
		version: 'v1beta1',
		groupPriorityMinimum: 100,
		versionPriority: 100,
		service: {name, namespace},
		caBundle: Buffer.from(ca).toString('base64'),
	},
});

export const metricsServerObjects = ({spec, ca}: Grounds): readonly KubeObject[] => {
	const replicas = addonOf(spec, 'metrics-server')?.replicas ?? 1;
	return [...access(spec), service, deployment(spec, replicas), ...(replicas > 1 ? [disruption(spec)] : []), api(ca)];
};
