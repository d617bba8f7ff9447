import type {ClusterSpec} from '../../spec/types.ts';
import {authenticationConfiguration, authenticationFile} from '../configs/anonymous.ts';
import {auditLogFile, auditPolicyFile} from '../configs/audit.ts';
import {encryptionConfigFile} from '../configs/encryption.ts';
import {admissionConfiguration, admissionFile} from '../configs/pod-security.ts';
import type {Flag, Place} from '../place.ts';
import {dualStackGate, etcdUrls, isDualStack, pkiDirectory as pki, signsRequests} from '../topology.ts';
import {inFront, nodeRestriction} from './admission-plugins.ts';

const audited =
	(value: (log: ClusterSpec['security']['auditLog']) => string | number) =>
	({spec: {security}}: Place): string | undefined =>
		security.audit === 'none' ? undefined : String(value(security.auditLog));

export const kubeApiserver: readonly Flag[] = [
	{name: 'advertise-address', value: ({host}) => host.address},
	// Either word means every address of both families.
	{name: 'bind-address', value: ({host}) => (host.address.includes(':') ? '::' : '0.0.0.0')},
	{name: 'secure-port', value: '6443'},
	// Inert from 1.20 and gone in 1.24 [95856, 106859]; 1.19 still opens 8080 without it.
	{name: 'insecure-port', value: '0', until: '1.20', deprecated: 'nothing else closes 8080 there'},
	{name: 'allow-privileged', value: 'true'},
	{name: 'authorization-mode', value: 'Node,RBAC'},
	{name: 'authentication-config', value: ({spec}) => (authenticationConfiguration(spec) ? authenticationFile : undefined)},
	{name: 'admission-control-config-file', value: ({spec}) => (admissionConfiguration(spec) ? admissionFile : undefined)},
	// Without it a kubelet could change other nodes and their pods: a person's own plugins come behind it.
	{name: 'enable-admission-plugins', value: nodeRestriction, merge: inFront},
	// Tokens are there for kubelets that ask for certificates.
	{name: 'enable-bootstrap-token-auth', value: ({spec}) => (signsRequests(spec) ? 'true' : undefined)},
	{name: 'client-ca-file', value: `${pki}/ca.crt`},
	{name: 'tls-cert-file', value: `${pki}/apiserver.crt`},
	{name: 'tls-private-key-file', value: `${pki}/apiserver.key`},
	{name: 'etcd-servers', value: ({spec, host}) => etcdUrls(spec, host).join(',')},
	{name: 'etcd-cafile', value: `${pki}/etcd/ca.crt`},
	{name: 'etcd-certfile', value: `${pki}/apiserver-etcd-client.crt`},
	{name: 'etcd-keyfile', value: `${pki}/apiserver-etcd-client.key`},
	// Makes logs and exec verify the kubelet; without it the API server trusts whoever answers.
	{name: 'kubelet-certificate-authority', value: `${pki}/ca.crt`},
	{name: 'kubelet-client-certificate', value: `${pki}/apiserver-kubelet-client.crt`},
	{name: 'kubelet-client-key', value: `${pki}/apiserver-kubelet-client.key`},
	// No host need know another's name.
	{name: 'kubelet-preferred-address-types', value: 'InternalIP,ExternalIP,Hostname'},
	{name: 'proxy-client-cert-file', value: `${pki}/front-proxy-client.crt`},
	{name: 'proxy-client-key-file', value: `${pki}/front-proxy-client.key`},
	{name: 'requestheader-client-ca-file', value: `${pki}/front-proxy-ca.crt`},
	{name: 'requestheader-allowed-names', value: 'front-proxy-client'},
	{name: 'requestheader-extra-headers-prefix', value: 'X-Remote-Extra-'},
	{name: 'requestheader-group-headers', value: 'X-Remote-Group'},
	{name: 'requestheader-username-headers', value: 'X-Remote-User'},
	// Where a control plane is no node there is no kube-proxy to reach a Service: go to the pods themselves.
	{
		name: 'enable-aggregator-routing',
		value: ({spec}) => (spec.hosts.some(host => host.roles.includes('control-plane') && !host.node) ? 'true' : undefined),
	},
	// Required from 1.20 [95896].
	{name: 'service-account-issuer', value: ({spec}) => `https://kubernetes.default.svc.${spec.domain}`},
	{name: 'service-account-key-file', value: `${pki}/sa.pub`},
	{name: 'service-account-signing-key-file', value: `${pki}/sa.key`},
	{name: 'service-cluster-ip-range', value: ({spec}) => spec.network.services.join(',')},
	{name: 'feature-gates', value: ({spec}) => (isDualStack(spec) ? `${dualStackGate.name}=true` : undefined), until: dualStackGate.until},
	{name: 'profiling', value: 'false'},
	// By default it waits for watches that nobody ends, until systemd kills it [114925]. Less than the unit's TimeoutStopSec.
	{name: 'shutdown-watch-termination-grace-period', value: '10s', since: '1.27'},

	{name: 'audit-policy-file', value: audited(() => auditPolicyFile)},
	{name: 'audit-log-path', value: audited(() => auditLogFile)},
	// By default at most 1.1 GB, and nothing older than a month.
	{name: 'audit-log-maxage', value: audited(({maxAge}) => maxAge)},
	{name: 'audit-log-maxbackup', value: audited(({maxBackup}) => maxBackup)},
	{name: 'audit-log-maxsize', value: audited(({maxSize}) => maxSize)},
	{name: 'encryption-provider-config', value: ({spec}) => (spec.security.encryption === 'none' ? undefined : encryptionConfigFile)},
];
