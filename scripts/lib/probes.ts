/** What each role's daemons are asked on their own host: a command that succeeds when the daemon is well. */

import {clockSet} from './clock-set.ts';
import {frontAnswers} from './front-answers.ts';

type Row = {
	readonly what: string;
	readonly on: (roles: readonly string[], node: boolean, place: Asked) => boolean;
	readonly command: (place: Asked) => string;
};

/** What decides which daemons a host has. */
type Asked = {
	readonly roles: readonly string[];
	readonly node: boolean;
	/** Where the balancer on it answers, `127.0.0.1/6443`; nowhere where there is none. */
	readonly balancer: readonly string[];
	/** Whether it may hold the virtual IP. */
	readonly vip: boolean;
	/** Whether kinstall sets its clock. */
	readonly time: boolean;
	/** Whether TLS of the applications ends on it. */
	readonly front: boolean;
};

const etcdPki = '/etc/kubernetes/pki/etcd';
/** etcdctl on a member's own host, asking that member. */
export const etcdctl = `etcdctl --endpoints=https://127.0.0.1:2379 --cacert=${etcdPki}/ca.crt --cert=${etcdPki}/healthcheck-client.crt --key=${etcdPki}/healthcheck-client.key`;

const kubectl = 'kubectl --request-timeout=4s';

const rows: readonly Row[] = [
	{what: 'etcd', on: roles => roles.includes('etcd'), command: () => `${etcdctl} --command-timeout=4s endpoint health`},
	{
		what: 'balancer',
		on: (_, _node, {balancer}) => balancer.length > 0,
		command: ({balancer}) => balancer.map(at => `: <>/dev/tcp/${at}`).join(' && '),
	},
	{what: 'keepalived', on: (_, _node, {vip}) => vip, command: () => 'systemctl is-active kinstall-vip.service'},
	{what: 'front', on: (_, _node, {front}) => front, command: () => frontAnswers},
	{what: 'chrony', on: (_, _node, {time}) => time, command: () => clockSet},
	{what: 'kube-apiserver livez', on: roles => roles.includes('control-plane'), command: () => `${kubectl} get --raw=/livez`},
	{what: 'kube-apiserver readyz', on: roles => roles.includes('control-plane'), command: () => `${kubectl} get --raw=/readyz`},
	{
		what: 'kube-controller-manager',
		on: roles => roles.includes('control-plane'),
		command: () => `${kubectl} --server=https://127.0.0.1:10257 get --raw=/healthz`,
	},
	{
		what: 'kube-scheduler',
		on: roles => roles.includes('control-plane'),
		command: () => `${kubectl} --server=https://127.0.0.1:10259 get --raw=/healthz`,
	},
	{what: 'containerd', on: (_, node) => node, command: () => 'timeout 4 ctr version'},
	{what: 'kubelet', on: (_, node) => node, command: () => 'http_ok 10248 /healthz'},
	{what: 'kube-proxy', on: (_, node) => node, command: () => 'http_ok 10256 /healthz'},
];

export const probes = (place: Asked): ReadonlyArray<{what: string; command: string}> =>
	rows.filter(({on}) => on(place.roles, place.node, place)).map(({what, command}) => ({what, command: command(place)}));
