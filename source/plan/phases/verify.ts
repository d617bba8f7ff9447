import {balancerDirectory} from '../../catalog/configs/balancer.ts';
import {setsClocks, timeDirectory} from '../../catalog/configs/chrony.ts';
import {frontDirectory} from '../../catalog/configs/front.ts';
import {vipDirectory} from '../../catalog/configs/keepalived.ts';
import {nameServer, zoneDirectory} from '../../catalog/configs/zone.ts';
import {balancerAnswers, balances, endpointUrl, firstControlPlane, frontHosts, holdsVip, hostsWith, nodes} from '../../catalog/topology.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import {packageProxyVars} from '../http-proxy.ts';
import type {Phase} from './phase.ts';

const isFront = (spec: ClusterSpec, {name}: Host): boolean => frontHosts(spec).some(host => host.name === name);

/** What an earlier plan may have brought and this one has no use for, `UNIT DIRECTORY`: it ends once all the rest stands. */
const idleUnits = (spec: ClusterSpec, host: Host): string[] => [
	...(holdsVip(spec, host) ? [] : [`kinstall-vip.service ${vipDirectory}`]),
	...(setsClocks(spec) ? [] : [`kinstall-time.service ${timeDirectory}`]),
	...(isFront(spec, host) ? [] : [`kinstall-front.service ${frontDirectory}`]),
	...(nameServer(spec)?.name === host.name ? [] : [`kinstall-names.service ${zoneDirectory}`]),
	...(balances(spec, host) ? [] : [`kinstall-balancer.service ${balancerDirectory}`]),
];

export const verify: Phase = {
	id: '90-verify',
	title: 'Verify',
	again: 'together',
	hosts: spec => spec.hosts,
	vars: ({spec, host, pki}) => ({
		roles: host.roles,
		node: host.node,
		balancer: balancerAnswers(spec, host),
		vip: holdsVip(spec, host),
		time: setsClocks(spec),
		front: isFront(spec, host),
		endpoint: host.name === firstControlPlane(spec).name ? endpointUrl(spec) : '',
		idle: idleUnits(spec, host),
		// What chrony had taken the place of may be a package.
		...(!setsClocks(spec) && packageProxyVars({spec, pki})),
		first: host.name === firstControlPlane(spec).name,
		// Asked through the API server, on one host alone.
		nodes: host.name === firstControlPlane(spec).name ? nodes(spec).map(({name}) => name) : [],
		members: hostsWith(spec, 'etcd').length,
	}),
};
