import type {Raw} from './imported.ts';
import {type Group, readGroups, type Vars} from './inventory.ts';

export const isInventoryIni = (text: string): boolean =>
	/^\s*\[[\w.-]+(:(vars|children))?\]\s*([#;].*)?$/m.test(text) || /^\s*[^#;\s].*\sansible_\w+\s*=/m.test(text);

/** Words of a line, of which some stand in quotes: `node1 a=1 b="two words"`. A `#` that follows a blank begins a comment. */
const wordsOf = (line: string): readonly string[] =>
	(line.replace(/(^|\s)[#;].*$/, '').match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).map(word => word.replaceAll(/["']/g, ''));

const pairsOf = (words: readonly string[]): Vars =>
	Object.fromEntries(
		words.flatMap(word => {
			const at = word.indexOf('=');
			return at > 0 ? [[word.slice(0, at), word.slice(at + 1)]] : [];
		}),
	);

type Draft = {hosts: Array<{pattern: string; vars: Vars}>; vars: Record<string, string>; children: string[]};

/** A line of `[group:vars]`: one variable, with blanks around its sign or not. */
const variableOf = (line: string): Vars => {
	const [, key, value] = /^\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
	return key === undefined || value === undefined ? {} : {[key]: value.replace(/^(["'])(.*)\1$/, '$2')};
};

/** The hosts of an Ansible inventory in INI. What stands above the first group is in none. */
export const readInventoryIni = (text: string): readonly Raw[] => {
	const groups = new Map<string, Draft>();
	const group = (name: string): Draft => {
		const draft = groups.get(name) ?? {hosts: [], vars: {}, children: []};
		groups.set(name, draft);
		return draft;
	};
	let section = ['ungrouped', 'hosts'];
	for (const line of text.split(/\r?\n/)) {
		const [, name, kind = 'hosts'] = /^\s*\[([\w.-]+)(?::(\w+))?\]/.exec(line) ?? [];
		if (name !== undefined) {
			section = [name, kind];
			group(name);
			continue;
		}
		const words = wordsOf(line);
		const [head, ...rest] = words;
		if (head === undefined) continue;
		const draft = group(section[0]!);
		if (section[1] === 'vars') Object.assign(draft.vars, variableOf(line));
		else if (section[1] === 'children') draft.children.push(head);
		else if (section[1] === 'hosts') draft.hosts.push({pattern: head, vars: pairsOf(rest)});
	}
	return readGroups([...groups].map(([name, draft]): Group => ({name, ...draft})));
};
