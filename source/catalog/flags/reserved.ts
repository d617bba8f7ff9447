import type {FlaggedDaemon} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';

const t = texts.spec.flags.why;

export type Reserved = {readonly daemons: readonly FlaggedDaemon[]; readonly names: readonly string[]; readonly why: () => string};

const control: readonly FlaggedDaemon[] = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
const kubernetes: readonly FlaggedDaemon[] = [...control, 'kubelet', 'kube-proxy'];
const all: readonly FlaggedDaemon[] = ['etcd', ...kubernetes];

/** What would break the cluster, or make kinstall blind, when somebody else set it. */
export const reservedFlags: readonly Reserved[] = [
	{daemons: all, names: ['help', 'version', 'write-config-to'], why: () => t.ends},
	{
		daemons: kubernetes,
		names: ['client-ca-file', 'tls-cert-file', 'tls-private-key-file', 'requestheader-client-ca-file', 'root-ca-file', 'cert-dir'],
		why: () => t.files,
	},
	{
		daemons: ['kube-apiserver'],
		names: [
			'etcd-cafile',
			'etcd-certfile',
			'etcd-keyfile',
			'kubelet-certificate-authority',
			'kubelet-client-certificate',
			'kubelet-client-key',
			'proxy-client-cert-file',
			'proxy-client-key-file',
			'service-account-key-file',
			'service-account-signing-key-file',
			'encryption-provider-config',
		],
		why: () => t.files,
	},
	{
		daemons: ['kube-controller-manager'],
		names: ['cluster-signing-cert-file', 'cluster-signing-key-file', 'service-account-private-key-file'],
		why: () => t.files,
	},
	{
		daemons: ['etcd'],
		names: [
			'cert-file',
			'key-file',
			'trusted-ca-file',
			'peer-cert-file',
			'peer-key-file',
			'peer-trusted-ca-file',
			'auto-tls',
			'peer-auto-tls',
		],
		why: () => t.files,
	},
	{daemons: ['kube-scheduler', 'kubelet', 'kube-proxy'], names: ['config', 'config-dir'], why: () => t.config},
	{daemons: ['etcd'], names: ['config-file'], why: () => t.config},
	{daemons: kubernetes, names: ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig', 'master'], why: () => t.identity},
	{daemons: ['kubelet', 'kube-proxy'], names: ['hostname-override'], why: () => t.identity},
	{daemons: ['kubelet'], names: ['bootstrap-kubeconfig', 'rotate-certificates', 'rotate-server-certificates'], why: () => t.bootstrap},
	{daemons: ['kube-apiserver'], names: ['advertise-address', 'secure-port', 'etcd-servers'], why: () => t.addresses},
	{
		daemons: ['kube-controller-manager', 'kube-scheduler'],
		names: ['bind-address', 'secure-port', 'address', 'port'],
		why: () => t.health,
	},
	{daemons: ['kubelet'], names: ['healthz-port', 'healthz-bind-address', 'port'], why: () => t.health},
	{daemons: ['etcd'], names: ['listen-metrics-urls'], why: () => t.health},
	{
		daemons: ['etcd'],
		names: [
			'name',
			'data-dir',
			'listen-client-urls',
			'advertise-client-urls',
			'listen-peer-urls',
			'initial-advertise-peer-urls',
			'initial-cluster',
			'initial-cluster-token',
			'initial-cluster-state',
		],
		why: () => t.members,
	},
	{daemons: ['kube-apiserver', 'kube-controller-manager'], names: ['service-cluster-ip-range'], why: () => t.network},
	{daemons: ['kube-controller-manager', 'kube-proxy'], names: ['cluster-cidr'], why: () => t.network},
	{daemons: ['kube-controller-manager'], names: ['allocate-node-cidrs'], why: () => t.nodes},
	{daemons: ['kube-apiserver'], names: ['authorization-mode', 'enable-bootstrap-token-auth', 'insecure-port'], why: () => t.security},
	{daemons: ['etcd'], names: ['client-cert-auth', 'peer-client-cert-auth'], why: () => t.security},
	{daemons: ['kubelet'], names: ['anonymous-auth', 'authorization-mode'], why: () => t.security},
];
