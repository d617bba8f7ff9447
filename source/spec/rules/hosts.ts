import {texts} from '../../texts/texts.ts';
import {isNode} from '../defaults.ts';
import type {Found} from '../found.ts';
import {family} from '../network.ts';
import {called, has, type PlacedHost, placedAddresses, placedHosts, type Rule, rolesKnown} from './rule.ts';

const {reasons} = texts.spec;

type Placed = {readonly value: string; readonly host: PlacedHost; readonly path: readonly (string | number)[]};

/** What there is twice although each needs its own; the later one is at fault. */
const twice = (all: readonly Placed[], reason: (value: string, first: PlacedHost) => string): Found[] => {
	const seen = new Map<string, PlacedHost>();
	return all.flatMap(({value, host, path}) => {
		const first = seen.get(value);
		if (!first) seen.set(value, host);
		return first ? [{path: ['hosts', host.index, ...path], reason: reason(value, first)}] : [];
	});
};

const sameNames: Rule = spec =>
	twice(
		placedHosts(spec).flatMap(host => (host.name === undefined ? [] : [{value: host.name, host, path: ['name']}])),
		(name, first) => reasons.sameName(name, `hosts[${first.index}]`),
	);

const sameAddresses: Rule = spec =>
	twice(
		placedHosts(spec).flatMap(host => placedAddresses(host).map(({address, path}) => ({value: address, host, path}))),
		(address, first) => reasons.sameAddress(address, called(first)),
	);

/** A further address is for the family that the first one is not of. */
const otherFamily: Rule = spec =>
	placedHosts(spec).flatMap(({index, address, addresses = []}) =>
		addresses.flatMap((other, place): Found[] =>
			address !== undefined && other !== undefined && other !== address && family(address) === family(other)
				? [{path: ['hosts', index, 'addresses', place], reason: reasons.otherFamily(other, address, family(address)!)}]
				: [],
		),
	);

const sameRoles: Rule = spec =>
	placedHosts(spec).flatMap(({index, roles = []}) =>
		roles.flatMap((role, place) =>
			role !== undefined && roles.indexOf(role) < place ? [{path: ['hosts', index, 'roles', place], reason: reasons.sameRole(role)}] : [],
		),
	);

const oneLocal: Rule = spec => {
	const local = placedHosts(spec).filter(host => host.local);
	return local.slice(1).map(({index}) => ({path: ['hosts', index, 'local'], reason: reasons.severalLocal(local.map(called))}));
};

const workersAreNodes: Rule = spec =>
	placedHosts(spec)
		.filter(host => host.node === false && has(host, 'worker'))
		.map(({index}) => ({path: ['hosts', index, 'node'], reason: reasons.workerNoNode, example: 'true'}));

/** Every cluster needs these; nothing is said while a host's roles are in doubt. */
const needed: Rule = spec => {
	if (!rolesKnown(spec)) return [];
	const hosts = placedHosts(spec);
	if (hosts.length === 0)
		return [{path: ['hosts'], reason: reasons.noHosts, example: '{name: node1, address: 10.0.0.11, roles: [control-plane, etcd]}'}];
	const lacks = (role: string) => !hosts.some(host => has(host, role));
	return [
		...(lacks('control-plane') ? [{path: ['hosts'], reason: reasons.noControlPlane, example: 'roles: [control-plane, etcd]'}] : []),
		...(lacks('etcd') ? [{path: ['hosts'], reason: reasons.noEtcd, example: 'roles: [control-plane, etcd]'}] : []),
		...(hosts.some(host => isNode(host) !== false) ? [] : [{path: ['hosts'], reason: reasons.noNode, example: 'roles: [worker]'}]),
	];
};

const oddEtcd: Rule = spec => {
	const members = rolesKnown(spec) ? placedHosts(spec).filter(host => has(host, 'etcd')) : [];
	return members.length > 0 && members.length % 2 === 0
		? [{path: ['hosts'], reason: reasons.evenEtcd(members.length, members.map(called))}]
		: [];
};

export const hostRules: readonly Rule[] = [needed, oddEtcd, sameNames, sameAddresses, otherFamily, sameRoles, oneLocal, workersAreNodes];
