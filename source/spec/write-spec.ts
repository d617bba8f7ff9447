import {isDeepStrictEqual} from 'node:util';
import {type Document, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq} from 'yaml';
import type {SpecInput} from './cluster-spec.ts';

type Answer<T> =
	T extends ReadonlyArray<infer E> ? ReadonlyArray<Answer<E>> : T extends object ? {readonly [K in keyof T]?: Answer<T[K]> | undefined} : T;

/** What a person answered so far. An absent key leaves the file as it is, `undefined` takes the key out. */
export type SpecAnswers = Answer<SpecInput>;

const format = {lineWidth: 0, flowCollectionPadding: false} as const;

/** Keys that begin a file of our own, in their usual order. */
const order = [
	'apiVersion',
	'name',
	'kubernetes',
	'domain',
	'endpoint',
	'network',
	'hosts',
	'ssh',
	'pki',
	'balancer',
	'cni',
	'proxy',
	'security',
	'extraFlags',
	'addons',
	'artifacts',
];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutUndefined = (value: object): Record<string, unknown> =>
	Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));

/** A new node on one line, as people write hosts and short maps. */
const oneLine = (document: Document, value: unknown): Node => {
	const node = document.createNode(isObject(value) ? withoutUndefined(value) : value);
	if (isMap(node) || isSeq(node)) node.flow = true;
	return node;
};

const hostList = (document: Document, hosts: readonly object[]): Node => {
	const list = document.createNode([]);
	list.items = hosts.map(host => oneLine(document, host) as never);
	return list;
};

/** The list's entry that is the same host, by name or, when it was renamed, by address. */
const entryFor = (list: YAMLSeq, host: object): YAMLMap | undefined => {
	const maps = list.items.filter(item => isMap(item));
	const by = (key: 'name' | 'address') =>
		maps.find(map => Object.hasOwn(host, key) && map.get(key) === (host as Record<string, unknown>)[key]);
	return by('name') ?? by('address');
};

const updateHosts = (document: Document, list: YAMLSeq, hosts: readonly object[]): void => {
	const used = new Set<YAMLMap>();
	list.items = hosts.map(host => {
		const entry = entryFor(list, host);
		if (!entry || used.has(entry)) return oneLine(document, host);
		used.add(entry);
		updateMap(document, entry, host);
		return entry;
	});
};

/** Entries that stay keep what a person wrote around them. */
const updateList = (document: Document, list: YAMLSeq, values: readonly unknown[]): void => {
	const before = list.items as readonly Node[];
	list.items = values.map(value => before.find(item => isDeepStrictEqual(item.toJS(document), value)) ?? oneLine(document, value));
};

const updateValue = (document: Document, map: YAMLMap, key: string, value: unknown): void => {
	const node = map.get(key, true) as Node | undefined;
	if (node && isDeepStrictEqual(node.toJS(document), value)) return;
	if (isMap(node) && isObject(value)) {
		updateMap(document, node, value);
	} else if (key === 'hosts' && Array.isArray(value)) {
		if (isSeq(node)) updateHosts(document, node, value);
		else map.set(key, hostList(document, value));
	} else if (isSeq(node) && Array.isArray(value)) {
		updateList(document, node, value);
	} else if (isScalar(node) && typeof value !== 'object') {
		// The node stays, and with it the comment behind it; its old spelling must not.
		node.value = value;
		delete node.source;
	} else {
		map.set(key, oneLine(document, value));
	}
};

const updateMap = (document: Document, map: YAMLMap, answers: object): void => {
	for (const [key, value] of Object.entries(answers)) {
		if (value === undefined) map.delete(key);
		else updateValue(document, map, key, value);
	}
};

const inOrder = (answers: SpecAnswers): SpecAnswers =>
	Object.fromEntries(Object.entries(answers).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))) as SpecAnswers;

/**
 * The text of cluster.yaml with the answers in it. What a person wrote around them stays: comments, order, further
 * keys, and each host's line, found by its name. Hosts that are not among the answers' go. Throws an Error when the
 * previous text is not YAML: parseSpec tells of that first. Writes nothing.
 */
export const updateSpecText = (previousText: string | undefined, answers: SpecAnswers): string => {
	const document: Document = parseDocument(previousText ?? '');
	if (document.errors[0]) throw document.errors[0];
	const before = document.toJS() as unknown;
	if (!isMap(document.contents)) document.contents = document.createNode({});
	updateMap(document, document.contents as YAMLMap, inOrder({apiVersion: 'kinstall/v1', ...answers}));
	// Printing evens out spaces: a file in which nothing changes stays as it is, to the byte.
	return previousText !== undefined && isDeepStrictEqual(before, document.toJS()) ? previousText : document.toString(format);
};
