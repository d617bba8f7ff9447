/**
 * Headlamp: a web interface, in which everybody has the rights of the token they log in with. Flags, user and paths are those of its chart
 * (kubernetes-sigs/headlamp, charts/headlamp, 0.44.0), without its binding to cluster-admin: its own account may do nothing.
 */
import type {HeadlampAddon} from '../../spec/addon-types.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import type {KubeObject} from '../addons.ts';
import {headlampImage} from '../releases.ts';
import {addonOf, podsReached} from '../topology.ts';

const name = 'headlamp';
const namespace = 'kube-system';
const labels = {'k8s-app': name};
const port = 4466;

/** What an API server asks it as a pod; nothing where API servers have no way to pods. */
export const headlampPath = (spec: ClusterSpec): string | undefined =>
	podsReached(spec) ? `/api/v1/namespaces/${namespace}/services/${name}:http/proxy/` : undefined;

const probe = {httpGet: {path: '/', port: 'http'}, failureThreshold: 3};

const container = {
	name,
	image: headlampImage,
	imagePullPolicy: 'IfNotPresent',
	args: ['-in-cluster', '-plugins-dir=/headlamp/plugins'],
	ports: [{name: 'http', containerPort: port, protocol: 'TCP'}],
	resources: {requests: {cpu: '50m', memory: '64Mi'}},
	livenessProbe: {...probe, periodSeconds: 10},
	readinessProbe: {...probe, periodSeconds: 2},
	securityContext: {
		allowPrivilegeEscalation: false,
		capabilities: {drop: ['ALL']},
		readOnlyRootFilesystem: true,
		runAsNonRoot: true,
		runAsUser: 100,
		runAsGroup: 101,
		seccompProfile: {type: 'RuntimeDefault'},
	},
	volumeMounts: [{name: 'tmp', mountPath: '/tmp'}],
};

const deployment: KubeObject = {
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name, namespace, labels},
	spec: {
		replicas: 1,
		selector: {matchLabels: labels},
		template: {
			metadata: {labels},
			spec: {
				serviceAccountName: name,
				nodeSelector: {'kubernetes.io/os': 'linux'},
				containers: [container],
				volumes: [{name: 'tmp', emptyDir: {}}],
			},
		},
	},
};

const service = ({nodePort}: HeadlampAddon): KubeObject => ({
	apiVersion: 'v1',
	kind: 'Service',
	metadata: {name, namespace, labels},
	spec: {
		type: nodePort === undefined ? 'ClusterIP' : 'NodePort',
		ports: [{name: 'http', port: 80, protocol: 'TCP', targetPort: 'http', ...(nodePort !== undefined && {nodePort})}],
		selector: labels,
	},
});

const ingress = (host: string): KubeObject => ({
	apiVersion: 'networking.k8s.io/v1',
	kind: 'Ingress',
	metadata: {name, namespace, labels},
	spec: {
		ingressClassName: 'traefik',
		rules: [{host, http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name, port: {name: 'http'}}}}]}}],
	},
});

export const headlampObjects = (spec: ClusterSpec): readonly KubeObject[] => {
	const addon = addonOf(spec, 'headlamp')!;
	return [
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}},
		service(addon),
		...(addon.host === undefined ? [] : [ingress(addon.host)]),
		deployment,
	];
};
