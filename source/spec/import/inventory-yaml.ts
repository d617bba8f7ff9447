import {parseDocument} from 'yaml';
import type {Raw} from './imported.ts';
import {type Group, readGroups, type Vars} from './inventory.ts';

type Map = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value);
const mapOf = (value: unknown): Map => (isMap(value) ? value : {});

const load = (text: string): Map | undefined => {
	const document = parseDocument(text, {logLevel: 'silent'});
	if (document.errors.length > 0) return undefined;
	try {
		const value: unknown = document.toJS({maxAliasCount: 100});
		return isMap(value) ? value : undefined;
	} catch {
		return undefined;
	}
};

const isGroup = (value: unknown): boolean =>
	isMap(value) && ['hosts', 'children'].some(key => key in value && (isMap(value[key]) || value[key] === null));

export const isInventoryYaml = (text: string): boolean => Object.values(load(text) ?? {}).some(isGroup);

/** What of a host's variables is a text or a number; the rest is not ours. */
const varsOf = (value: unknown): Vars =>
	Object.fromEntries(
		Object.entries(mapOf(value)).flatMap(([key, inner]) => (['string', 'number'].includes(typeof inner) ? [[key, String(inner)]] : [])),
	);

/** A group may be told of in several places. */
const merge = (groups: readonly Group[]): readonly Group[] =>
	[...globalThis.Map.groupBy(groups, ({name}) => name)].map(([name, parts]) => ({
		name,
		hosts: parts.flatMap(({hosts}) => hosts),
		vars: Object.assign({}, ...parts.map(({vars}) => vars)) as Vars,
		children: parts.flatMap(({children}) => children),
	}));

const groupsIn = (map: Map, depth = 0): readonly Group[] =>
	Object.entries(map).flatMap(([name, value]): readonly Group[] => {
		if (depth > 20) return [];
		const {hosts, vars, children} = mapOf(value);
		const own: Group = {
			name,
			hosts: Object.entries(mapOf(hosts)).map(([pattern, of]) => ({pattern, vars: varsOf(of)})),
			vars: varsOf(vars),
			children: Object.keys(mapOf(children)),
		};
		return [own, ...groupsIn(mapOf(children), depth + 1)];
	});

/** The hosts of an Ansible inventory in YAML. */
export const readInventoryYaml = (text: string): readonly Raw[] => readGroups(merge(groupsIn(load(text) ?? {})));
