import {texts} from '../../texts/texts.ts';
import {isNode} from '../defaults.ts';
import type {Draft} from '../draft.ts';
import {formatPath} from '../found.ts';
import {called, has, placedHosts, type Rule} from './rule.ts';

const {reasons} = texts.spec;

type Entry = NonNullable<NonNullable<Draft['addons']>[number]>;

/** A file by its path, whatever that begins with; anything else by its kind. */
const calledBy = (entry: Entry): string | undefined => ('file' in entry ? entry.file?.replace(/^(?:\.\/+)+/, '') : entry.kind);

const twice: Rule = ({addons = []}) => {
	const first = new Map<string, number>();
	return addons.flatMap((entry, index) => {
		const what = entry && calledBy(entry);
		if (what === undefined) return [];
		const before = first.get(what);
		if (before === undefined) first.set(what, index);
		return before === undefined ? [] : [{path: ['addons', index], reason: reasons.addonTwice(what, formatPath(['addons', before]))}];
	});
};

/** An API server asks metrics-server as a pod; without a kubelet on its host only routes of ours lead there. */
const reachable: Rule = spec => {
	const kind = spec.cni?.kind;
	if (kind !== 'flannel' && kind !== 'calico') return [];
	const apart = placedHosts(spec).find(host => has(host, 'control-plane') && isNode(host) === false);
	if (!apart) return [];
	return (spec.addons ?? []).flatMap((entry, index) =>
		entry?.kind === 'metrics-server'
			? [{path: ['addons', index], reason: reasons.addonUnreached('metrics-server', called(apart), kind), example: 'cni: {kind: routed}'}]
			: [],
	);
};

export const addonRules: readonly Rule[] = [twice, reachable];
