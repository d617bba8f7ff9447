import {lives, type Place} from '../place.ts';
import {dualStackGate, isDualStack} from '../topology.ts';

/** KubeProxyConfiguration, kubeproxy.config.k8s.io/v1alpha1. */
export const kubeProxyConfiguration = ({spec, host, facts}: Place): Record<string, unknown> => ({
	apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
	kind: 'KubeProxyConfiguration',
	clientConnection: {kubeconfig: '/etc/kubernetes/kube-proxy.conf'},
	clusterCIDR: spec.network.pods.join(','),
	hostnameOverride: host.name,
	mode: spec.proxy.mode,
	...(lives(dualStackGate, spec.kubernetes) && isDualStack(spec) && {featureGates: {[dualStackGate.name]: true}}),
	metricsBindAddress: '127.0.0.1:10249',
	// Where the kernel's connection table is not this host's to size (a container), leave it alone.
	...(facts?.conntrack === false && {conntrack: {maxPerCore: 0, min: 0}}),
});
