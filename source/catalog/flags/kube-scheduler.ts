import type {Flag} from '../place.ts';
import {pkiDirectory as pki} from '../topology.ts';

const kubeconfig = '/etc/kubernetes/scheduler.conf';

export const kubeScheduler: readonly Flag[] = [
	// `kubectl get cs` of these versions asks http://127.0.0.1:10251; insecure serving ended in 1.23 [96345].
	{name: 'address', value: '127.0.0.1', until: '1.23'},
	{name: 'bind-address', value: '127.0.0.1'},
	{name: 'kubeconfig', value: kubeconfig},
	{name: 'authentication-kubeconfig', value: kubeconfig},
	{name: 'authorization-kubeconfig', value: kubeconfig},
	{name: 'client-ca-file', value: `${pki}/ca.crt`},
	{name: 'requestheader-client-ca-file', value: `${pki}/front-proxy-ca.crt`},
	{name: 'tls-cert-file', value: `${pki}/scheduler.crt`},
	{name: 'tls-private-key-file', value: `${pki}/scheduler.key`},
	{name: 'leader-elect', value: 'true'},
	{name: 'profiling', value: 'false'},
];
