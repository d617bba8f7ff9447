import {firstControlPlane, hostsWith, nodes} from '../../catalog/topology.ts';
import type {Phase} from './phase.ts';

export const verify: Phase = {
	id: '90-verify',
	title: 'Verify',
	again: 'together',
	hosts: spec => spec.hosts,
	vars: ({spec, host}) => ({
		roles: host.roles,
		node: host.node,
		port: spec.endpoint.port,
		first: host.name === firstControlPlane(spec).name,
		// Asked through the API server, on one host alone.
		nodes: host.name === firstControlPlane(spec).name ? nodes(spec).map(({name}) => name) : [],
		members: hostsWith(spec, 'etcd').length,
	}),
};
