import type {Flag} from '../place.ts';
import {pkiDirectory as pki} from '../topology.ts';

export const kubeSchedulerConfigFile = '/etc/kubernetes/kube-scheduler-config.yaml';
export const kubeSchedulerKubeconfig = '/etc/kubernetes/scheduler.conf';

/** What KubeSchedulerConfiguration has no field for. */
export const kubeScheduler: readonly Flag[] = [
	{name: 'config', value: kubeSchedulerConfigFile},
	{name: 'bind-address', value: '127.0.0.1'},
	{name: 'authentication-kubeconfig', value: kubeSchedulerKubeconfig},
	{name: 'authorization-kubeconfig', value: kubeSchedulerKubeconfig},
	{name: 'client-ca-file', value: `${pki}/ca.crt`},
	{name: 'requestheader-client-ca-file', value: `${pki}/front-proxy-ca.crt`},
	{name: 'tls-cert-file', value: `${pki}/scheduler.crt`},
	{name: 'tls-private-key-file', value: `${pki}/scheduler.key`},
];
