import {texts} from '../../texts/texts.ts';
import {balancers} from './balancer.ts';
import {apiServerPort} from './ports.ts';
import {called, has, placedAddresses, placedHosts, type Rule, rolesKnown} from './rule.ts';

const {reasons} = texts.spec;

const host = ['endpoint', 'host'];
const port = ['endpoint', 'port'];

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

export const endpointRules: readonly Rule[] = [answered, notByHostName];
