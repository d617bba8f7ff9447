import {isNode} from '../defaults.ts';
import {has, type PlacedHost} from './rule.ts';

export const apiServerPort = 6443;

/** Ports that are taken where a balancer may stand, too. */
const taken: ReadonlyArray<{readonly ports: readonly number[]; readonly what: string; readonly on: (host: PlacedHost) => boolean}> = [
	{ports: [2379, 2380, 2381], what: 'etcd', on: placed => has(placed, 'etcd')},
	{ports: [apiServerPort], what: 'kube-apiserver', on: placed => has(placed, 'control-plane')},
	{ports: [10_257], what: 'kube-controller-manager', on: placed => has(placed, 'control-plane')},
	{ports: [10_259], what: 'kube-scheduler', on: placed => has(placed, 'control-plane')},
	{ports: [10_248, 10_250], what: 'kubelet', on: placed => isNode(placed) === true},
	{ports: [10_249, 10_256], what: 'kube-proxy', on: placed => isNode(placed) === true},
];

/** The daemon that a port of this host belongs to. */
export const portOwner = (port: number | undefined, host: PlacedHost): string | undefined =>
	taken.find(({ports, on}) => port !== undefined && ports.includes(port) && on(host))?.what;
