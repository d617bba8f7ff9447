/** Who uses which certificate: read off the files of the plan, which name each other by path, and never kept by hand. */
import type {File, Plan} from '../../plan/types.ts';
import {texts} from '../../texts/texts.ts';
import type {Preview, PreviewScript} from './preview.ts';

export type Consumer = {
	/** A daemon's unit, a kubeconfig nobody else names, or a script. */
	readonly who: string;
	readonly hosts: readonly string[];
	/** Whether it reads the private key, too. */
	readonly withKey: boolean;
};

/** What a text names: absolute paths as whole words, and data in base64. */
type Names = {readonly paths: ReadonlySet<string>; readonly data: readonly string[]};

const pathWords = /\/[\w@%+.-]+(?:\/[\w@%+.-]+)+/g;
const dataWords = /-data: *(\S+)/g;
/** At its start a unit notes the sums of what it may read: that is not using it. */
const notes = /^ExecStartPre=.*\/run\/kinstall\/.*$/gm;

const namesIn = (text: string): Names => {
	const bare = text.replaceAll(notes, '');
	// A sentence may end with a path.
	const paths = new Set((bare.match(pathWords) ?? []).map(path => path.replace(/[.]+$/, '')));
	return {paths, data: [...bare.matchAll(dataWords)].map(([, word = '']) => word)};
};

const remembered = <Value>(make: (text: string) => Value): ((text: string) => Value) => {
	const known = new Map<string, Value>();
	return text => {
		if (!known.has(text)) known.set(text, make(text));
		return known.get(text)!;
	};
};

const begin = '-----BEGIN ';
const end = '-----END CERTIFICATE-----';
const firstIn = (pem: string): string => pem.slice(0, pem.indexOf(end) + 1 || undefined);
const isPem = ({content}: File): boolean => content.startsWith(begin);
const unitOf = (path: string): string | undefined => /\/([^/]+)\.(?:service|timer)$/.exec(path)?.[1];

type Use = {readonly id: string; readonly withKey: boolean; readonly who: string; readonly host: string};

/** What of one certificate lies at a path of a host. */
type Carrier = {readonly id: string; readonly key: boolean};

/** Follows the files that name a path up to what nobody names: daemons, and kubeconfigs for people. */
const usersOf = (path: string, namedBy: ReadonlyMap<string, readonly string[]>, seen: ReadonlySet<string> = new Set()): string[] => {
	const unit = unitOf(path);
	if (unit !== undefined) return [unit];
	const above = (namedBy.get(path) ?? []).filter(one => !seen.has(one));
	return above.length === 0 ? [path] : above.flatMap(one => usersOf(one, namedBy, new Set([...seen, path])));
};

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
};

/** In a script a path may begin with a constant of it: `const pki = '/etc/kubernetes/pki';`, and then `${pki}/ca.crt`. */
const namesInScript = (text: string): Names => {
	const constants = new Map(
		[...text.matchAll(/^const (\w+) = ['"`](\/[^'"`$]*)['"`]/gm)].map(([, name = '', value = '']) => [name, value]),
	);
	return namesIn(text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => constants.get(name) ?? whole));
};

/** @param carrierOf by content of a certificate, or by `secret` of a key */
const usesOn = (
	host: string,
	files: readonly File[],
	carrierOf: (file: File) => Carrier | undefined,
	dataOf: (data: string) => string | undefined,
	names: (text: string) => Names,
	scripts: ReadonlyArray<readonly [string, Names]>,
): Use[] => {
	const namedBy = new Map<string, string[]>();
	const carriers = new Map<string, Carrier>();
	const embedded: Array<readonly [string, string]> = [];
	for (const file of files) {
		const carrier = carrierOf(file);
		if (carrier) carriers.set(file.path, carrier);
		if (carrier || file.secret !== undefined || isPem(file)) continue;
		const {paths, data} = names(file.content);
		for (const path of paths) if (path !== file.path) push(namedBy, path, file.path);
		for (const id of data.map(dataOf)) if (id !== undefined) embedded.push([id, file.path]);
	}
	return [
		...[...carriers].flatMap(([path, {id, key}]) =>
			(namedBy.get(path) ?? []).flatMap(one => usersOf(one, namedBy)).map(who => ({id, withKey: key, who, host})),
		),
		...embedded.flatMap(([id, path]) => usersOf(path, namedBy).map(who => ({id, withKey: false, who, host}))),
		...scripts.flatMap(([who, {paths}]) =>
			[...carriers].filter(([path]) => paths.has(path)).map(([, {id, key}]) => ({id, withKey: key, who, host})),
		),
	];
};

const filesByHost = ({steps}: Plan): Map<string, File[]> => {
	const files = new Map<string, File[]>();
	for (const {host, files: own} of steps.flatMap(({tasks}) => tasks)) files.set(host, [...(files.get(host) ?? []), ...own]);
	return files;
};

const together = (uses: readonly Use[], order: ReadonlyMap<string, number>): Consumer[] =>
	[...Map.groupBy(uses, ({who}) => who)].map(([who, some]) => ({
		who,
		hosts: [...new Set(some.map(({host}) => host))].sort((one, other) => order.get(one)! - order.get(other)!),
		withKey: some.some(({withKey}) => withKey),
	}));

const runsOn = ({vars}: PreviewScript, host: string): boolean => host in vars;

/** By id of a certificate, or of a key pair that has none (its file below `pki/` without the ending): who uses it where. */
export const consumersOf = ({plan, scripts}: Pick<Preview, 'plan' | 'scripts'>): ReadonlyMap<string, readonly Consumer[]> => {
	// Behind the first one there may be those that lead to the root.
	const byContent = new Map(plan.certificates.map(({certificate, id}) => [firstIn(certificate), id]));
	const byFile = new Map(plan.certificates.map(({file, id}) => [`${file}.key`, id]));
	const byData = new Map(plan.certificates.map(({certificate, id}) => [Buffer.from(certificate).toString('base64'), id]));
	const carrierOf = ({content, secret}: File): Carrier | undefined => {
		if (secret !== undefined) return {id: byFile.get(secret) ?? secret.replace(/\.key$/, ''), key: true};
		const id = content.startsWith(begin) ? byContent.get(firstIn(content)) : undefined;
		return id === undefined ? undefined : {id, key: false};
	};
	const names = remembered(namesIn);
	const byScript = scripts.map(script => ({script, entry: [texts.preview.script(script.id), namesInScript(script.text)] as const}));
	const uses: Use[] = [];
	for (const [host, files] of filesByHost(plan)) {
		const own = byScript.filter(({script}) => runsOn(script, host)).map(({entry}) => entry);
		for (const use of usesOn(host, files, carrierOf, data => byData.get(data), names, own)) uses.push(use);
	}
	const order = new Map(plan.hosts.map(({name}, index) => [name, index]));
	return new Map([...Map.groupBy(uses, ({id}) => id)].map(([id, some]) => [id, together(some, order)]));
};
