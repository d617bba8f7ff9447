import {texts} from '../../texts/texts.ts';
import {balancerKind, isNode, vipAddress, vipKind} from '../defaults.ts';
import type {Draft} from '../draft.ts';
import type {Found} from '../found.ts';
import {contains, family} from '../network.ts';
import {apiServerPort, portOwner} from './ports.ts';
import {called, has, type PlacedHost, placedAddresses, placedHosts, type Rule, rolesKnown} from './rule.ts';

const {reasons} = texts.spec;

const port = ['endpoint', 'port'];
const localPort = ['balancer', 'localPort'];
const kind = ['balancer', 'kind'];
const vip = (key: string) => ['balancer', 'vip', key];

/** The hosts on which clients find a balancer. */
export const balancers = (spec: Draft): PlacedHost[] => {
	const which = balancerKind(spec);
	return which === undefined || which === 'none' ? [] : placedHosts(spec).filter(placed => has(placed, 'balancer'));
};

const onNodes = (spec: Draft): boolean => spec.balancer?.onNodes === true;

/** The API server and the balancer of one host cannot share a port. */
const portFree: Rule = spec =>
	balancers(spec)
		.flatMap((placed): Found[] => {
			const at = spec.endpoint?.port;
			if (at === apiServerPort && has(placed, 'control-plane'))
				return [{path: port, reason: reasons.endpointPortTaken(called(placed), at), example: '8443'}];
			const owner = portOwner(at, placed);
			return owner ? [{path: port, reason: reasons.endpointPortUsed(called(placed), at!, owner), example: '8443'}] : [];
		})
		.slice(0, 1);

const localPortFree: Rule = spec => {
	const at = spec.balancer?.localPort;
	if (!onNodes(spec) || at === undefined) return [];
	const standing = balancers(spec);
	return placedHosts(spec)
		.filter(placed => isNode(placed))
		.flatMap((placed): Found[] => {
			const endpoint = at === spec.endpoint?.port && standing.some(({index}) => index === placed.index);
			const owner = endpoint ? texts.spec.reasons.theEndpoint : portOwner(at, placed);
			return owner ? [{path: localPort, reason: reasons.endpointPortUsed(called(placed), at, owner), example: '6444'}] : [];
		})
		.slice(0, 1);
};

const balancerStands: Rule = spec => {
	const told = spec.balancer?.kind;
	const standing = placedHosts(spec).filter(placed => has(placed, 'balancer'));
	if (told !== undefined && told !== 'none' && standing.length === 0 && !onNodes(spec) && rolesKnown(spec))
		return [{path: kind, reason: reasons.noBalancer(told), example: 'none'}];
	if (told !== 'none') return [];
	if (standing.length > 0) return [{path: kind, reason: reasons.balancerUnused(standing.map(called)), example: 'haproxy'}];
	return onNodes(spec) ? [{path: kind, reason: reasons.noneOnNodes, example: 'haproxy'}] : [];
};

/** Whatever is said of a virtual address must come to one. */
const vipStands: Rule = spec => {
	const told = spec.balancer?.vip ?? {};
	if (vipKind(spec) === 'none') {
		const idle = (['address', 'interface'] as const).find(key => told[key] !== undefined);
		return idle ? [{path: vip(idle), reason: reasons.vipIdle}] : [];
	}
	const named = told.address !== undefined;
	const path = vip(named ? 'address' : 'kind');
	if (rolesKnown(spec) && balancers(spec).length === 0) return [{path, reason: reasons.vipNobody}];
	const address = vipAddress(spec);
	if (address === undefined) return [{path: vip('address'), reason: reasons.vipUnknown(spec.endpoint?.host ?? ''), example: '10.0.0.10'}];
	const holder = placedHosts(spec).find(placed => placedAddresses(placed).some(one => one.address === address));
	if (holder) return [{path, reason: reasons.vipTaken(address, called(holder))}];
	const lacking = balancers(spec).find(placed => !placedAddresses(placed).some(one => family(one.address) === family(address)));
	return lacking
		? [{path: named ? path : ['endpoint', 'host'], reason: reasons.vipFamily(address, family(address)!, called(lacking))}]
		: [];
};

const vipOutside: Rule = spec => {
	const address = spec.balancer?.vip?.address;
	if (address === undefined || address === spec.endpoint?.host) return [];
	return (['pods', 'services'] as const).flatMap(range =>
		(spec.network?.[range] ?? []).flatMap((cidr, index): Found[] =>
			cidr !== undefined && contains(cidr, address)
				? [{path: ['network', range, index], reason: reasons.coversEndpoint(cidr, reasons[range], address)}]
				: [],
		),
	);
};

/** The front needs its ports, a host to stand on, and somebody to pass requests to. */
const frontStands: Rule = spec => {
	if (spec.balancer?.front === undefined) return [];
	const path = ['balancer', 'front'];
	const standing = balancers(spec);
	if (rolesKnown(spec) && standing.length === 0) return [{path, reason: reasons.frontNobody}];
	if (!spec.addons?.some(entry => entry?.kind === 'traefik'))
		return [{path, reason: reasons.frontNoIngress, example: 'addons: [{kind: traefik, domain: apps.example.org}]'}];
	const taken = [
		{port: spec.endpoint?.port, field: 'endpoint.port', on: true},
		{port: spec.balancer.localPort, field: 'balancer.localPort', on: onNodes(spec) && standing.some(placed => isNode(placed))},
	].find(({port, on}) => on && (port === 80 || port === 443));
	return taken ? [{path, reason: reasons.frontPort(taken.port!, taken.field), example: `${taken.field}: 6443`}] : [];
};

export const balancerRules: readonly Rule[] = [portFree, localPortFree, balancerStands, vipStands, vipOutside, frontStands];
