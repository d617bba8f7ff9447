import type {KubeObject} from '../../addons.ts';
import {image, linux, namespace, variables} from './common.ts';

const check = (word: string) => ({exec: {command: ['/usr/bin/check-status', word]}, periodSeconds: 10, timeoutSeconds: 10});

/** What cleans up after nodes and pods that are gone. */
export const calicoControllers = (): KubeObject => {
	const labels = {'k8s-app': 'calico-kube-controllers'};
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'calico-kube-controllers', namespace, labels},
		spec: {
			// Two would both write.
			replicas: 1,
			strategy: {type: 'Recreate'},
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					nodeSelector: linux,
					tolerations: [
						{key: 'CriticalAddonsOnly', operator: 'Exists'},
						{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'},
					],
					serviceAccountName: 'calico-kube-controllers',
					priorityClassName: 'system-cluster-critical',
					containers: [
						{
							name: 'calico-kube-controllers',
							image: image('kube-controllers'),
							imagePullPolicy: 'IfNotPresent',
							env: variables({ENABLED_CONTROLLERS: 'node', DATASTORE_TYPE: 'kubernetes'}),
							livenessProbe: {...check('-l'), initialDelaySeconds: 10, failureThreshold: 6},
							readinessProbe: check('-r'),
						},
					],
				},
			},
		},
	};
};
