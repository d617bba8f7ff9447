/** Where API servers send what is written of cert-manager's kinds (deploy/charts/cert-manager/templates/webhook-*-webhook.yaml, 1.21.2). */
import type {KubeObject} from '../../addons.ts';
import {acmeGroup, group, labelsOf, namespace, webhook, webhookSecret} from './common.ts';

const configuration = (kind: 'Validating' | 'Mutating', path: string, rule: object): KubeObject => ({
	apiVersion: 'admissionregistration.k8s.io/v1',
	kind: `${kind}WebhookConfiguration`,
	metadata: {
		name: webhook,
		labels: labelsOf(webhook),
		// The authority of the webhook's certificate is written in by cainjector, and is not kinstall's field.
		annotations: {'cert-manager.io/inject-ca-from-secret': `${namespace}/${webhookSecret}`},
	},
	webhooks: [
		{
			name: 'webhook.cert-manager.io',
			rules: [{apiVersions: ['v1'], scope: '*', ...rule}],
			admissionReviewVersions: ['v1'],
			matchPolicy: 'Equivalent',
			timeoutSeconds: 30,
			failurePolicy: 'Fail',
			sideEffects: 'None',
			clientConfig: {service: {name: webhook, namespace, path, port: 443}},
		},
	],
});

export const certManagerWebhooks: readonly KubeObject[] = [
	configuration('Validating', '/validate', {apiGroups: [group, acmeGroup], operations: ['CREATE', 'UPDATE'], resources: ['*/*']}),
	configuration('Mutating', '/mutate', {apiGroups: [group], operations: ['CREATE'], resources: ['certificaterequests']}),
];
