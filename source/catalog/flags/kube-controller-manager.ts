import {nodePrefixOf} from '../../spec/assign-pod-cidrs.ts';
import {family} from '../../spec/network.ts';
import {signingCertificatePath} from '../certificates.ts';
import type {Flag} from '../place.ts';
import {allocatesNodeCidrs, dualStackGate, isDualStack, pkiDirectory as pki, signsRequests} from '../topology.ts';

const kubeconfig = '/etc/kubernetes/controller-manager.conf';

/** One of them in a cluster of one family, one for each in one of both: anything else is refused. */
const maskFlags: readonly Flag[] = [
	{
		name: 'node-cidr-mask-size',
		value: ({spec}) =>
			allocatesNodeCidrs(spec) && !isDualStack(spec) ? `${nodePrefixOf(spec.network, family(spec.network.pods[0]!)!)}` : undefined,
	},
	{
		name: 'node-cidr-mask-size-ipv4',
		value: ({spec}) => (allocatesNodeCidrs(spec) && isDualStack(spec) ? `${nodePrefixOf(spec.network, 'ipv4')}` : undefined),
	},
	{
		name: 'node-cidr-mask-size-ipv6',
		value: ({spec}) => (allocatesNodeCidrs(spec) && isDualStack(spec) ? `${nodePrefixOf(spec.network, 'ipv6')}` : undefined),
	},
];

export const kubeControllerManager: readonly Flag[] = [
	// `kubectl get cs` of these versions asks http://127.0.0.1:10252; inert from 1.22 [96216].
	{name: 'address', value: '127.0.0.1', until: '1.22', deprecated: 'nothing else keeps 10252 on loopback and open to `kubectl get cs`'},
	{name: 'bind-address', value: '127.0.0.1'},
	{name: 'kubeconfig', value: kubeconfig},
	{name: 'authentication-kubeconfig', value: kubeconfig},
	{name: 'authorization-kubeconfig', value: kubeconfig},
	{name: 'client-ca-file', value: `${pki}/ca.crt`},
	{name: 'requestheader-client-ca-file', value: `${pki}/front-proxy-ca.crt`},
	{name: 'tls-cert-file', value: `${pki}/controller-manager.crt`},
	{name: 'tls-private-key-file', value: `${pki}/controller-manager.key`},
	{name: 'cluster-name', value: ({spec}) => spec.name},
	{name: 'cluster-signing-cert-file', value: ({spec}) => (signsRequests(spec) ? signingCertificatePath(spec) : undefined)},
	{name: 'cluster-signing-key-file', value: ({spec}) => (signsRequests(spec) ? `${pki}/ca.key` : undefined)},
	{name: 'cluster-signing-duration', value: ({spec}) => (signsRequests(spec) ? `${spec.pki.days * 24}h` : undefined)},
	{name: 'root-ca-file', value: `${pki}/ca.crt`},
	{name: 'service-account-private-key-file', value: `${pki}/sa.key`},
	{name: 'use-service-account-credentials', value: 'true'},
	// Two are off unless named; they sign cluster-info and remove expired bootstrap tokens. Without the key of `ca` there are no
	// tokens, and nothing to approve or sign with; the cleaner goes on removing what somebody may ask for all the same.
	{name: 'controllers', value: ({spec}) => (signsRequests(spec) ? '*,bootstrapsigner,tokencleaner' : '*,-csrapproving,-csrsigning')},
	{name: 'leader-elect', value: 'true'},
	// Else the plan gives every node its pod CIDR, or the network has addresses of its own.
	{name: 'allocate-node-cidrs', value: ({spec}) => String(allocatesNodeCidrs(spec))},
	{name: 'cluster-cidr', value: ({spec}) => spec.network.pods.join(',')},
	...maskFlags,
	{name: 'service-cluster-ip-range', value: ({spec}) => spec.network.services.join(',')},
	{name: 'feature-gates', value: ({spec}) => (isDualStack(spec) ? `${dualStackGate.name}=true` : undefined), until: dualStackGate.until},
	{name: 'profiling', value: 'false'},
];
