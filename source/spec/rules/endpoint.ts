import {texts} from '../../texts/texts.ts';
import {balancerKind, isNode} from '../defaults.ts';
import type {Draft} from '../draft.ts';
import type {Found} from '../found.ts';
import {called, has, type PlacedHost, placedAddresses, placedHosts, type Rule, rolesKnown} from './rule.ts';

const {reasons} = texts.spec;

const host = ['endpoint', 'host'];
const port = ['endpoint', 'port'];
const apiServerPort = 6443;

/** Ports that are taken where a balancer may stand, too. */
const taken: ReadonlyArray<{readonly ports: readonly number[]; readonly what: string; readonly on: (host: PlacedHost) => boolean}> = [
	{ports: [2379, 2380], what: 'etcd', on: placed => has(placed, 'etcd')},
	{ports: [10_257], what: 'kube-controller-manager', on: placed => has(placed, 'control-plane')},
	{ports: [10_259], what: 'kube-scheduler', on: placed => has(placed, 'control-plane')},
	{ports: [10_248, 10_250], what: 'kubelet', on: placed => isNode(placed) === true},
	{ports: [10_249, 10_256], what: 'kube-proxy', on: placed => isNode(placed) === true},
];

const balancers = (spec: Draft): PlacedHost[] =>
	balancerKind(spec) === 'nginx' ? placedHosts(spec).filter(placed => has(placed, 'balancer')) : [];

/** The API server and the balancer of one host cannot share a port. */
const portFree: Rule = spec =>
	balancers(spec)
		.flatMap((placed): Found[] => {
			const at = spec.endpoint?.port;
			if (at === apiServerPort && has(placed, 'control-plane')) {
				return [{path: port, reason: reasons.endpointPortTaken(called(placed), at), example: '8443'}];
			}

			const owner = taken.find(({ports, on}) => at !== undefined && ports.includes(at) && on(placed));
			return owner ? [{path: port, reason: reasons.endpointPortUsed(called(placed), at!, owner.what), example: '8443'}] : [];
		})
		.slice(0, 1);

/** Something must listen at the endpoint when it is one of the hosts. */
const answered: Rule = spec => {
	const at = spec.endpoint?.host;
	const placed = placedHosts(spec).find(one => placedAddresses(one).some(({address}) => address === at));
	if (!placed || !rolesKnown(spec) || balancers(spec).some(({index}) => index === placed.index)) return [];
	if (!has(placed, 'control-plane')) return [{path: host, reason: reasons.endpointNobody(at!, called(placed))}];
	const listening = spec.endpoint?.port;
	return listening === undefined || listening === apiServerPort
		? []
		: [{path: port, reason: reasons.endpointPortWrong(called(placed)), example: `${apiServerPort}`}];
};

const notByHostName: Rule = spec => {
	const named = placedHosts(spec).find(({name}) => name !== undefined && !name.includes('.') && name === spec.endpoint?.host);
	return named ? [{path: host, reason: reasons.endpointIsName(named.name!), example: named.address}] : [];
};

const balancerStands: Rule = spec => {
	const standing = placedHosts(spec).filter(placed => has(placed, 'balancer'));
	const path = ['balancer', 'kind'];
	if (spec.balancer?.kind === 'nginx' && standing.length === 0 && rolesKnown(spec))
		return [{path, reason: reasons.noBalancer, example: 'none'}];
	return spec.balancer?.kind === 'none' && standing.length > 0
		? [{path, reason: reasons.balancerUnused(standing.map(called)), example: 'nginx'}]
		: [];
};

export const endpointRules: readonly Rule[] = [portFree, answered, notByHostName, balancerStands];
