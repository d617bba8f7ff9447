import {nthAddress} from '../../spec/network.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {runtimeEndpoint} from '../flags/kubelet.ts';
import {lives, type Place} from '../place.ts';
import {dualStackGate, isDualStack, isTainted, kubeletServing, pkiDirectory, signsRequests} from '../topology.ts';

/** A kubelet that asks the cluster for its certificates and renews them, or one that finds them signed. */
const certificates = (spec: ClusterSpec) =>
	signsRequests(spec)
		? // The serving certificate comes from a reviewed CSR, so that logs and exec are verified.
			{serverTLSBootstrap: true, rotateCertificates: true}
		: {
				serverTLSBootstrap: false,
				rotateCertificates: false,
				tlsCertFile: `${pkiDirectory}/${kubeletServing}.crt`,
				tlsPrivateKeyFile: `${pkiDirectory}/${kubeletServing}.key`,
			};

/** KubeletConfiguration, kubelet.config.k8s.io/v1beta1. */
export const kubeletConfiguration = ({spec, host, facts}: Place): Record<string, unknown> => {
	const at = (since: string) => lives({since}, spec.kubernetes);
	return {
		apiVersion: 'kubelet.config.k8s.io/v1beta1',
		kind: 'KubeletConfiguration',
		authentication: {
			anonymous: {enabled: false},
			webhook: {enabled: true},
			x509: {clientCAFile: `${pkiDirectory}/ca.crt`},
		},
		authorization: {mode: 'Webhook'},
		cgroupDriver: 'systemd',
		clusterDomain: spec.domain,
		clusterDNS: spec.network.services.map(cidr => nthAddress(cidr, 10)),
		// A server on the host's loopback is none that a pod could ask.
		...(facts?.resolvConf && {resolvConf: facts.resolvConf}),
		...certificates(spec),
		...(lives(dualStackGate, spec.kubernetes) && isDualStack(spec) && {featureGates: {[dualStackGate.name]: true}}),
		...(at('1.27') && {containerRuntimeEndpoint: runtimeEndpoint}),
		...(at('1.23') && isTainted(host) && {registerWithTaints: [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}]}),
		// From 1.35 the kubelet refuses cgroup v1 unless told otherwise; the check says so in words.
		...(at('1.35') && facts?.cgroup === 1 && {failCgroupV1: false}),
	};
};
