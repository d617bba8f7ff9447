import {family} from '../../spec/network.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {lives, type Place} from '../place.ts';
import {dualStackGate, isDualStack} from '../topology.ts';

/**
 * What kube-proxy in mode ipvs must be told. All addresses of Services lie on one dummy interface there, which a host must not answer ARP for on the others
 * (strictARP). It deletes each virtual server that it did not make, but for those of somebody who has the endpoint.
 */
const ipvs = ({endpoint}: ClusterSpec) => {
	const kind = family(endpoint.host);
	return {
		scheduler: 'rr',
		strictARP: true,
		excludeCIDRs: kind === undefined ? [] : [`${endpoint.host}/${kind === 'ipv6' ? 128 : 32}`],
	};
};

/** KubeProxyConfiguration, kubeproxy.config.k8s.io/v1alpha1. */
export const kubeProxyConfiguration = ({spec, host, facts}: Place): Record<string, unknown> => ({
	apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
	kind: 'KubeProxyConfiguration',
	clientConnection: {kubeconfig: '/etc/kubernetes/kube-proxy.conf'},
	clusterCIDR: spec.network.pods.join(','),
	hostnameOverride: host.name,
	mode: spec.proxy.mode,
	...(spec.proxy.mode === 'ipvs' && {ipvs: ipvs(spec)}),
	...(lives(dualStackGate, spec.kubernetes) && isDualStack(spec) && {featureGates: {[dualStackGate.name]: true}}),
	metricsBindAddress: '127.0.0.1:10249',
	// Where the kernel's connection table is not this host's to size (a container), leave it alone.
	...(facts?.conntrack === false && {conntrack: {maxPerCore: 0, min: 0}}),
});
