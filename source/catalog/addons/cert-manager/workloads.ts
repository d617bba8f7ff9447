/** The three that run: flags, ports and probes of cert-manager's chart 1.21.2 (deploy/charts/cert-manager/templates). */
import type {KubeObject} from '../../addons.ts';
import {certManagerImage} from '../../releases.ts';
import {controller, injector, labelsOf, namespace, webhook, webhookSecret} from './common.ts';

const election = `--leader-election-namespace=${namespace}`;
const healthPort = 6080;

type Port = readonly [name: string, port: number];
type Container = {readonly args: readonly string[]; readonly ports: readonly Port[]; readonly more?: object};

const deployment = (name: string, image: string, {args, ports, more}: Container): KubeObject => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name, namespace, labels: labelsOf(name)},
	spec: {
		replicas: 1,
		selector: {matchLabels: labelsOf(name)},
		template: {
			metadata: {labels: labelsOf(name)},
			spec: {
				priorityClassName: 'system-cluster-critical',
				serviceAccountName: name,
				enableServiceLinks: false,
				nodeSelector: {'kubernetes.io/os': 'linux'},
				tolerations: [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}],
				securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: 'RuntimeDefault'}},
				containers: [
					{
						name,
						image,
						imagePullPolicy: 'IfNotPresent',
						args,
						ports: ports.map(([port, containerPort]) => ({name: port, containerPort, protocol: 'TCP'})),
						resources: {requests: {cpu: '10m', memory: '32Mi'}},
						...more,
						securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}, readOnlyRootFilesystem: true},
					},
				],
			},
		},
	},
});

const get = (path: string, port: string) => ({httpGet: {path, port}});
/** The names by which API servers ask the webhook. */
const names = ['', `.${namespace}`, `.${namespace}.svc`].map(rest => `${webhook}${rest}`);

const webhookService: KubeObject = {
	apiVersion: 'v1',
	kind: 'Service',
	metadata: {name: webhook, namespace, labels: labelsOf(webhook)},
	spec: {
		ports: [
			{name: 'https', port: 443, protocol: 'TCP', targetPort: 'https'},
			{name: 'health', port: healthPort, protocol: 'TCP', targetPort: 'health'},
		],
		selector: labelsOf(webhook),
	},
};

/** What an API server asks the webhook as a pod: that it has a certificate to serve with. */
export const webhookHealth = `/api/v1/namespaces/${namespace}/services/${webhook}:health/proxy/healthz`;

export const certManagerWorkloads = (solver: string): readonly KubeObject[] => [
	webhookService,
	deployment(webhook, certManagerImage('webhook'), {
		args: [
			'--v=2',
			'--secure-port=10250',
			`--healthz-port=${healthPort}`,
			`--dynamic-serving-ca-secret-namespace=${namespace}`,
			`--dynamic-serving-ca-secret-name=${webhookSecret}`,
			...names.map(name => `--dynamic-serving-dns-names=${name}`),
			'--metrics-listen-address=0',
		],
		ports: [
			['https', 10_250],
			['health', healthPort],
		],
		more: {
			livenessProbe: {...get('/livez', 'health'), initialDelaySeconds: 60, periodSeconds: 10, failureThreshold: 3},
			// Every two seconds: an install waits for it.
			readinessProbe: {...get('/healthz', 'health'), periodSeconds: 2, failureThreshold: 3},
		},
	}),
	deployment(injector, certManagerImage('cainjector'), {args: ['--v=2', election, '--metrics-listen-address=0'], ports: []}),
	deployment(controller, certManagerImage('controller'), {
		args: [
			'--v=2',
			`--cluster-resource-namespace=${namespace}`,
			election,
			`--acme-http01-solver-image=${solver}`,
			'--max-concurrent-challenges=60',
		],
		ports: [
			['metrics', 9402],
			['health', 9403],
		],
		more: {
			livenessProbe: {...get('/livez', 'health'), initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 8},
		},
	}),
];
