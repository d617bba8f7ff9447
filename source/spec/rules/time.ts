import {texts} from '../../texts/texts.ts';
import type {Found} from '../found.ts';
import {placedHosts, type Rule} from './rule.ts';

const {reasons} = texts.spec;

/** chrony needs somebody to ask; the hosts' own time services need nothing of us. */
const source: Rule = ({time}) => {
	const told = (['servers', 'from'] as const).filter(key => (key === 'from' ? time?.from !== undefined : (time?.servers ?? []).length > 0));
	if (time?.kind === 'chrony')
		return told.length === 0 ? [{path: ['time', 'servers'], reason: reasons.timeNeedsSource, example: "['ntp1.example.org']"}] : [];
	return time?.kind === 'host' ? told.map((key): Found => ({path: ['time', key], reason: reasons.timeIdle, example: 'kind: chrony'})) : [];
};

const giver: Rule = ({time, hosts}) => {
	const from = time?.from;
	if (from === undefined || !hosts?.every(host => host?.name !== undefined)) return [];
	const names = placedHosts({hosts}).flatMap(({name}) => name ?? []);
	return names.includes(from) ? [] : [{path: ['time', 'from'], reason: reasons.timeNobody(from), example: names[0] ?? 'node1'}];
};

export const timeRules: readonly Rule[] = [source, giver];
