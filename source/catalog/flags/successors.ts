import type {FlaggedDaemon} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';

const t = texts.spec.flags.instead;

/** What to use where a flag is gone: another flag of the same daemon, or something else in words. */
export type Successor = {
	readonly daemons: readonly FlaggedDaemon[];
	readonly names: readonly string[];
	readonly flag?: string;
	readonly instead?: () => string;
};

const control: readonly FlaggedDaemon[] = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
const kubernetes: readonly FlaggedDaemon[] = [...control, 'kubelet', 'kube-proxy'];

export const successors: readonly Successor[] = [
	{daemons: ['kube-apiserver'], names: ['insecure-bind-address'], flag: 'bind-address'},
	{daemons: ['kube-apiserver'], names: ['insecure-port'], flag: 'secure-port'},
	{daemons: control, names: ['address'], flag: 'bind-address'},
	{daemons: control, names: ['port'], flag: 'secure-port'},
	{daemons: ['kube-apiserver'], names: ['experimental-encryption-provider-config'], flag: 'encryption-provider-config'},
	{daemons: ['kube-apiserver'], names: ['basic-auth-file', 'token-auth-file'], instead: () => t.certificates},
	{daemons: ['kube-apiserver'], names: ['kubelet-https'], instead: () => t.always},
	{daemons: ['kube-apiserver'], names: ['target-ram-mb'], instead: () => t.nothing},
	{daemons: ['kube-apiserver', 'kube-controller-manager', 'kubelet'], names: ['cloud-config'], instead: () => t.cloud},
	{daemons: ['kube-controller-manager'], names: ['experimental-cluster-signing-duration'], flag: 'cluster-signing-duration'},
	{daemons: ['kube-controller-manager'], names: ['pod-eviction-timeout', 'enable-taint-manager'], instead: () => t.tolerations},
	{
		daemons: ['kube-controller-manager'],
		names: ['horizontal-pod-autoscaler-upscale-delay', 'horizontal-pod-autoscaler-downscale-delay'],
		flag: 'horizontal-pod-autoscaler-downscale-stabilization',
	},
	{
		daemons: ['kube-controller-manager'],
		names: ['deployment-controller-sync-period', 'register-retry-count', 'concurrent-service-syncs'],
		instead: () => t.nothing,
	},
	{
		daemons: ['kube-scheduler'],
		names: ['algorithm-provider', 'policy-config-file', 'policy-configmap', 'use-legacy-policy-config'],
		instead: () => t.profiles,
	},
	{daemons: ['kube-scheduler'], names: ['lock-object-name'], flag: 'leader-elect-resource-name'},
	{daemons: ['kube-scheduler'], names: ['lock-object-namespace'], flag: 'leader-elect-resource-namespace'},
	{
		daemons: ['kubelet'],
		names: ['network-plugin', 'cni-bin-dir', 'cni-conf-dir', 'cni-cache-dir', 'network-plugin-mtu'],
		instead: () => t.runtimeNetwork,
	},
	{daemons: ['kubelet'], names: ['pod-infra-container-image'], instead: () => t.sandbox},
	{daemons: ['kubelet'], names: ['container-runtime', 'docker-endpoint', 'image-pull-progress-deadline'], instead: () => t.runtime},
	{daemons: ['kubelet'], names: ['container-runtime-endpoint'], instead: () => t.kubeletConfig('containerRuntimeEndpoint')},
	{
		daemons: ['kubelet'],
		names: ['non-masquerade-cidr', 'dynamic-config-dir', 'experimental-kernel-memcg-notification'],
		instead: () => t.nothing,
	},
	{daemons: ['kubelet'], names: ['register-schedulable'], flag: 'register-with-taints'},
	{daemons: ['kubelet'], names: ['really-crash-for-testing', 'chaos-chance'], instead: () => t.nothing},
	{daemons: ['kube-proxy'], names: ['proxy-port-range', 'udp-timeout'], instead: () => t.nothing},
	{
		daemons: kubernetes,
		names: [
			'logtostderr',
			'alsologtostderr',
			'log-dir',
			'log-file',
			'log-file-max-size',
			'stderrthreshold',
			'skip-headers',
			'add-dir-header',
			'log-backtrace-at',
		],
		instead: () => t.journal,
	},
	{daemons: ['etcd'], names: ['debug', 'log-package-levels'], flag: 'log-level'},
	{daemons: ['etcd'], names: ['log-output'], flag: 'log-outputs'},
	{daemons: ['etcd'], names: ['enable-v2', 'proxy'], instead: () => t.nothing},
	{daemons: ['etcd'], names: ['experimental-initial-corrupt-check'], instead: () => t.etcdGate('InitialCorruptCheck')},
];
