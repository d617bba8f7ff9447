/** When flags went, from release notes: for minors that were not asked themselves. What was asked must say the same. */
import type {FlaggedDaemon} from '../../spec/types.ts';

type Gone = {readonly daemons: readonly FlaggedDaemon[]; readonly since: string; readonly names: readonly string[]};

const control: readonly FlaggedDaemon[] = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
const kubernetes: readonly FlaggedDaemon[] = [...control, 'kubelet', 'kube-proxy'];

export const goneFlags: readonly Gone[] = [
	{daemons: ['kube-apiserver'], since: '1.22', names: ['kubelet-https']},
	{daemons: ['kube-apiserver'], since: '1.24', names: ['insecure-port', 'insecure-bind-address', 'address', 'port', 'target-ram-mb']},
	{daemons: ['kube-controller-manager', 'kube-scheduler'], since: '1.24', names: ['address', 'port']},
	{daemons: ['kube-controller-manager'], since: '1.24', names: ['deployment-controller-sync-period']},
	{daemons: ['kube-controller-manager'], since: '1.25', names: ['experimental-cluster-signing-duration', 'register-retry-count']},
	{daemons: ['kube-controller-manager'], since: '1.27', names: ['pod-eviction-timeout', 'enable-taint-manager']},
	{daemons: ['kube-scheduler'], since: '1.22', names: ['algorithm-provider']},
	{daemons: ['kube-scheduler'], since: '1.23', names: ['policy-config-file']},
	{daemons: ['kube-scheduler'], since: '1.28', names: ['lock-object-name', 'lock-object-namespace']},
	{
		daemons: kubernetes,
		since: '1.26',
		names: ['logtostderr', 'alsologtostderr', 'log-dir', 'log-file', 'log-file-max-size', 'stderrthreshold', 'log-backtrace-at'],
	},
	{daemons: ['kubelet'], since: '1.24', names: ['network-plugin', 'cni-bin-dir', 'cni-conf-dir', 'docker-endpoint', 'non-masquerade-cidr']},
	{daemons: ['kubelet'], since: '1.27', names: ['container-runtime']},
	{daemons: ['kubelet'], since: '1.34', names: ['register-schedulable', 'cloud-config']},
	{daemons: ['kubelet'], since: '1.35', names: ['pod-infra-container-image']},
	{daemons: ['kube-proxy'], since: '1.31', names: ['proxy-port-range']},
];

/** The minor in which a flag of a daemon went, where that is known. */
export const goneSince = (daemon: FlaggedDaemon, name: string): string | undefined =>
	goneFlags.find(row => row.daemons.includes(daemon) && row.names.includes(name))?.since;
