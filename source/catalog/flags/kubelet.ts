import {type Flag, lives, type Place} from '../place.ts';
import {isDualStack, isTainted} from '../topology.ts';

export const kubeletConfigFile = '/etc/kubernetes/kubelet-config.yaml';
export const runtimeEndpoint = 'unix:///run/containerd/containerd.sock';

// Two addresses are understood from 1.20 on.
const addressesOf = ({spec, host}: Place): string =>
	[host.address, ...(isDualStack(spec) && lives({since: '1.20'}, spec.kubernetes) ? host.addresses : [])].join(',');

export const kubelet: readonly Flag[] = [
	{name: 'config', value: kubeletConfigFile},
	{name: 'kubeconfig', value: '/etc/kubernetes/kubelet.conf'},
	{name: 'cert-dir', value: '/var/lib/kubelet/pki'},
	{name: 'hostname-override', value: ({host}) => host.name},
	{name: 'node-ip', value: addressesOf},
	// From 1.24 on there is no other, and the flag is deprecated.
	{name: 'container-runtime', value: 'remote', until: '1.24'},
	{name: 'container-runtime-endpoint', value: runtimeEndpoint, until: '1.27'},
	// A field of the configuration from 1.23 on.
	{
		name: 'register-with-taints',
		value: ({host}) => (isTainted(host) ? 'node-role.kubernetes.io/master=:NoSchedule' : undefined),
		until: '1.23',
	},
];

/** For the one run in which it asks for its client certificate; phase 55 makes these files and takes them away. */
export const kubeletBootstrap: readonly Flag[] = [
	...kubelet.filter(({name}) => name !== 'kubeconfig'),
	{
		name: 'rotate-certificates',
		value: 'false',
		// In the foreground: one that rotates bootstraps behind its own back and stays anonymous for long.
		deprecated: 'overrides one field of the configuration for one run',
	},
	{name: 'bootstrap-kubeconfig', value: '/run/kinstall/bootstrap.kubeconfig'},
	{name: 'kubeconfig', value: '/run/kinstall/kubelet.kubeconfig'},
];
