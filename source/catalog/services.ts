/** What each daemon's unit says beside its command: order, limits, times, account, sandbox. */
import {type Daemon, sharedGroup} from './accounts.ts';
import {addressing, balancing, fronting, naming, type Profile, routing, sealed, timing, unconfined} from './hardening.ts';
import {approverKubeconfig} from './kubeconfigs.ts';
import type {Place} from './place.ts';
import {balances, pkiDirectory} from './topology.ts';

export type Setting = {readonly name: string; readonly value: string};

export type Service = {
	/**
	 * Units of this host that start first. After, never Wants: a unit that somebody stopped, or a reset, shall not be started again because one that
	 * needs it restarts by itself. All are wanted by multi-user.target.
	 */
	readonly after?: (place: Place) => readonly string[];
	readonly settings: readonly Setting[];
	readonly hardening: Profile;
	/** Paths it writes to beside those that its flags name. */
	readonly writes?: readonly string[];
	/** The user it may run as, and further groups then. */
	readonly account?: Daemon;
	readonly groups?: readonly string[];
};

export type ServiceName =
	| Daemon
	| 'containerd'
	| 'kubelet'
	| 'kube-proxy'
	| 'kinstall-balancer'
	| 'kinstall-front'
	| 'kinstall-names'
	| 'kinstall-time'
	| 'kinstall-vip'
	| 'kinstall-network'
	| 'kinstall-apiserver-refresh'
	| 'kinstall-csr-approver';

const open = (files: number): Setting => ({name: 'LimitNOFILE', value: String(files)});
const stop = (seconds: number): Setting => ({name: 'TimeoutStopSec', value: String(seconds)});
/** -999 is what kubelet and kube-proxy give themselves. Left out where not even root may lower it. */
const outOfMemory = (score: number): Setting => ({name: 'OOMScoreAdjust', value: String(score)});

const has =
	(role: 'etcd' | 'control-plane', unit: string) =>
	({host}: Place): string[] =>
		host.roles.includes(role) ? [unit] : [];

/** The nodes' own way to the API servers. */
const localBalancer = ({spec, host}: Place): string[] =>
	spec.balancer.onNodes && balances(spec, host) ? ['kinstall-balancer.service'] : [];

/** Leaders: they have nothing to finish but to let go of their lease. */
const leader = (account: Daemon, groups: readonly string[] = []): Service => ({
	after: () => ['kube-apiserver.service'],
	settings: [open(65536), stop(15), outOfMemory(-900)],
	hardening: sealed,
	account,
	groups,
});

export const services: Readonly<Record<ServiceName, Service>> = {
	etcd: {
		// A member that waits for its peers is not a failed one.
		settings: [{name: 'TimeoutStartSec', value: 'infinity'}, open(65536), stop(30), outOfMemory(-999)],
		hardening: sealed,
		account: 'etcd',
	},
	'kube-apiserver': {
		after: has('etcd', 'etcd.service'),
		// Where it does not end watches itself, before 1.27, they would hold it for 60 s, with no new connection taken and the leaders beside it cut off; what
		// else is asked has nearly always been answered by then.
		settings: [{name: 'TimeoutStartSec', value: '600'}, open(65536), stop(15), outOfMemory(-900)],
		hardening: sealed,
		account: 'kube-apiserver',
		groups: [sharedGroup],
	},
	'kube-controller-manager': leader('kube-controller-manager', [sharedGroup]),
	'kube-scheduler': leader('kube-scheduler'),
	containerd: {
		after: () => ['local-fs.target'],
		settings: [
			// Containers outlive a restart of the daemon, and its limits are theirs.
			{name: 'KillMode', value: 'process'},
			{name: 'Delegate', value: 'yes'},
			{name: 'LimitNPROC', value: 'infinity'},
			{name: 'TasksMax', value: 'infinity'},
			open(1048576),
			stop(60),
			outOfMemory(-999),
		],
		hardening: unconfined,
	},
	kubelet: {
		after: place => ['containerd.service', 'kinstall-network.service', ...localBalancer(place)],
		settings: [
			{name: 'KillMode', value: 'process'},
			{name: 'Delegate', value: 'yes'},
			{name: 'TasksMax', value: 'infinity'},
			// Its own default, which it would set by itself.
			open(1000000),
			stop(30),
			outOfMemory(-999),
		],
		hardening: unconfined,
	},
	'kube-proxy': {
		after: place => ['kinstall-network.service', ...localBalancer(place)],
		settings: [open(65536), stop(15), outOfMemory(-999)],
		hardening: routing,
		// The lock that all users of iptables share.
		writes: ['/run'],
	},
	'kinstall-balancer': {
		settings: [
			open(65536),
			{name: 'KillMode', value: 'mixed'},
			stop(10),
			outOfMemory(-900),
			{name: 'RuntimeDirectory', value: 'kinstall-balancer'},
		],
		hardening: balancing,
		// Debian's nginx opens its log there before it reads a configuration.
		writes: ['-/var/log/nginx'],
	},
	'kinstall-front': {
		settings: [open(65536), {name: 'KillMode', value: 'mixed'}, stop(10), {name: 'RuntimeDirectory', value: 'kinstall-front'}],
		hardening: fronting,
		writes: ['-/var/log/nginx'],
	},
	'kinstall-names': {settings: [stop(10)], hardening: naming, writes: ['/var/cache/bind']},
	'kinstall-time': {settings: [stop(10)], hardening: timing, writes: ['/run', '/var/lib/chrony']},
	'kinstall-vip': {
		after: () => ['kinstall-balancer.service'],
		settings: [stop(10), outOfMemory(-900), {name: 'RuntimeDirectory', value: 'kinstall-vip'}],
		hardening: addressing,
	},
	'kinstall-network': {settings: [{name: 'TimeoutStartSec', value: '60'}], hardening: routing, writes: ['/run']},
	'kinstall-apiserver-refresh': {
		settings: [{name: 'TimeoutStartSec', value: '600'}],
		hardening: sealed,
	},
	'kinstall-csr-approver': {
		after: () => ['kube-apiserver.service'],
		// It reads what anybody with a node's key wrote: a user that exists while it runs, and no file of root's but the two that it is handed.
		settings: [
			{name: 'DynamicUser', value: 'yes'},
			{name: 'RuntimeDirectory', value: 'kinstall-csr-approver'},
			{name: 'LoadCredential', value: `kubeconfig:${approverKubeconfig}`},
			{name: 'LoadCredential', value: `key:${pkiDirectory}/csr-approver.key`},
			stop(15),
		],
		hardening: sealed,
	},
};
