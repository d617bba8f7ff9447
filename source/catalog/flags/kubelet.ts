import type {Flag} from '../place.ts';
import {isTainted} from '../topology.ts';

export const kubeletConfigFile = '/etc/kubernetes/kubelet-config.yaml';
export const runtimeEndpoint = 'unix:///run/containerd/containerd.sock';

export const kubelet: readonly Flag[] = [
	{name: 'config', value: kubeletConfigFile},
	{name: 'kubeconfig', value: '/etc/kubernetes/kubelet.conf'},
	{name: 'cert-dir', value: '/var/lib/kubelet/pki'},
	{name: 'hostname-override', value: ({host}) => host.name},
	{name: 'node-ip', value: ({host}) => host.address},
	{name: 'container-runtime', value: 'remote', until: '1.27'},
	{name: 'container-runtime-endpoint', value: runtimeEndpoint, until: '1.27'},
	// A field of the configuration from 1.23 on.
	{
		name: 'register-with-taints',
		value: ({host}) => (isTainted(host) ? 'node-role.kubernetes.io/master=:NoSchedule' : undefined),
		until: '1.23',
	},
];
