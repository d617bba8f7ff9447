import type {Flag} from '../place.ts';
import {hostsWith, inUrl, pkiDirectory} from '../topology.ts';

const pki = `${pkiDirectory}/etcd`;

/** Lifespans here are etcd's own versions. */
export const etcd: readonly Flag[] = [
	{name: 'name', value: ({host}) => host.name},
	{name: 'data-dir', value: '/var/lib/etcd'},
	{name: 'listen-client-urls', value: ({host}) => `https://${inUrl(host.address)}:2379,https://127.0.0.1:2379`},
	{name: 'advertise-client-urls', value: ({host}) => `https://${inUrl(host.address)}:2379`},
	{name: 'listen-peer-urls', value: ({host}) => `https://${inUrl(host.address)}:2380`},
	{name: 'initial-advertise-peer-urls', value: ({host}) => `https://${inUrl(host.address)}:2380`},
	{
		name: 'initial-cluster',
		value: ({spec}) =>
			hostsWith(spec, 'etcd')
				.map(({name, address}) => `${name}=https://${inUrl(address)}:2380`)
				.join(','),
	},
	{name: 'initial-cluster-token', value: ({spec}) => spec.name},
	{name: 'initial-cluster-state', value: 'new'},
	{name: 'cert-file', value: `${pki}/server.crt`},
	{name: 'key-file', value: `${pki}/server.key`},
	{name: 'client-cert-auth', value: 'true'},
	{name: 'trusted-ca-file', value: `${pki}/ca.crt`},
	{name: 'peer-cert-file', value: `${pki}/peer.crt`},
	{name: 'peer-key-file', value: `${pki}/peer.key`},
	{name: 'peer-client-cert-auth', value: 'true'},
	{name: 'peer-trusted-ca-file', value: `${pki}/ca.crt`},
	{name: 'listen-metrics-urls', value: 'http://127.0.0.1:2381'},
	// The default only from 3.5 on.
	{name: 'logger', value: 'zap', until: '3.5'},
];
