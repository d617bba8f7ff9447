/** calico-node: the agent of every node, and the installer of the CNI plugin before it. */

import type {ClusterSpec} from '../../../spec/types.ts';
import type {KubeObject} from '../../addons.ts';
import {cniFile} from '../../configs/cni-file.ts';
import {image, linux, namespace, variables} from './common.ts';
import {cniConfig, environment, mtuOf, nodeName} from './settings.ts';

const mount = (name: string, mountPath: string) => ({name, mountPath});
const hostPath = (name: string, path: string, type?: string) => ({name, hostPath: {path, ...(type && {type})}});

const asks = (spec: ClusterSpec, what: 'live' | 'ready') => {
	const bird = spec.cni.calico.encapsulation === 'ipip' ? [`-bird-${what}`] : [];
	return {exec: {command: ['/bin/calico-node', `-felix-${what}`, ...bird]}, periodSeconds: 10, timeoutSeconds: 10};
};

const install = (spec: ClusterSpec) => ({
	name: 'install-cni',
	image: image('cni'),
	imagePullPolicy: 'IfNotPresent',
	command: ['/opt/cni/bin/install'],
	env: [
		...variables({
			CNI_CONF_NAME: cniFile.calico,
			CNI_NETWORK_CONFIG: JSON.stringify(cniConfig(spec), null, 2),
			CNI_MTU: mtuOf(spec),
			SLEEP: 'false',
		}),
		{...nodeName, name: 'KUBERNETES_NODE_NAME'},
	],
	volumeMounts: [mount('cni-bin-dir', '/host/opt/cni/bin'), mount('cni-net-dir', '/host/etc/cni/net.d')],
	securityContext: {privileged: true},
});

const daemon = (spec: ClusterSpec) => ({
	name: 'calico-node',
	image: image('node'),
	imagePullPolicy: 'IfNotPresent',
	env: environment(spec),
	securityContext: {privileged: true},
	resources: {requests: {cpu: '250m'}},
	lifecycle: {preStop: {exec: {command: ['/bin/calico-node', '-shutdown']}}},
	livenessProbe: {...asks(spec, 'live'), initialDelaySeconds: 10, failureThreshold: 6},
	readinessProbe: asks(spec, 'ready'),
	volumeMounts: [
		mount('cni-net-dir', '/host/etc/cni/net.d'),
		{...mount('lib-modules', '/lib/modules'), readOnly: true},
		mount('xtables-lock', '/run/xtables.lock'),
		mount('var-run-calico', '/var/run/calico'),
		mount('var-lib-calico', '/var/lib/calico'),
		mount('policysync', '/var/run/nodeagent'),
		{...mount('cni-log-dir', '/var/log/calico/cni'), readOnly: true},
	],
});

const volumes = [
	hostPath('lib-modules', '/lib/modules'),
	hostPath('var-run-calico', '/var/run/calico', 'DirectoryOrCreate'),
	hostPath('var-lib-calico', '/var/lib/calico', 'DirectoryOrCreate'),
	hostPath('xtables-lock', '/run/xtables.lock', 'FileOrCreate'),
	hostPath('cni-bin-dir', '/opt/cni/bin', 'DirectoryOrCreate'),
	hostPath('cni-net-dir', '/etc/cni/net.d'),
	hostPath('cni-log-dir', '/var/log/calico/cni', 'DirectoryOrCreate'),
	hostPath('policysync', '/var/run/nodeagent', 'DirectoryOrCreate'),
];

export const calicoNode = (spec: ClusterSpec): KubeObject => {
	const labels = {'k8s-app': 'calico-node'};
	return {
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		metadata: {name: 'calico-node', namespace, labels},
		spec: {
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					nodeSelector: linux,
					hostNetwork: true,
					tolerations: [
						{effect: 'NoSchedule', operator: 'Exists'},
						{key: 'CriticalAddonsOnly', operator: 'Exists'},
						{effect: 'NoExecute', operator: 'Exists'},
					],
					serviceAccountName: 'calico-node',
					terminationGracePeriodSeconds: 0,
					priorityClassName: 'system-node-critical',
					initContainers: [install(spec)],
					containers: [daemon(spec)],
					volumes,
				},
			},
		},
	};
};
