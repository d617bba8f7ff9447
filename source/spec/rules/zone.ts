import {texts} from '../../texts/texts.ts';
import {placedHosts, type Rule} from './rule.ts';

const {reasons} = texts.spec;

const server: Rule = ({zone, hosts}) => {
	const on = zone?.on;
	if (on === undefined || !hosts?.every(host => host?.name !== undefined)) return [];
	const names = placedHosts({hosts}).flatMap(({name}) => name ?? []);
	return names.includes(on) ? [] : [{path: ['zone', 'on'], reason: reasons.zoneNobody(on), example: names[0] ?? 'node1'}];
};

const forward: Rule = ({zone}) =>
	zone !== undefined && zone.on === undefined && (zone.forward ?? []).length > 0
		? [{path: ['zone', 'forward'], reason: reasons.zoneForwardIdle, example: 'on: node1'}]
		: [];

export const zoneRules: readonly Rule[] = [server, forward];
