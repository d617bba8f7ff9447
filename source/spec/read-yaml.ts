import {type Document, isMap, isNode, isScalar, LineCounter, parseDocument} from 'yaml';
import {texts} from '../texts/texts.ts';
import type {Path} from './found.ts';
import type {Problem} from './types.ts';

const {reasons} = texts.spec;

/** A YAML text as plain data. */
export type Read = {
	readonly value: unknown;
	/** The line, from 1, of a path or of the nearest thing around it. */
	readonly lineOf: (path: Path) => number;
};

/** Keys that would change what an object is: yaml keeps them as they are, zod drops them without a word. */
export const protoKeys = (value: unknown, path: Path = []): Path[] => {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const place = [...path, Array.isArray(value) ? Number(key) : key];
		return key === '__proto__' ? [place] : protoKeys(inner, place);
	});
};

/** A version of two numbers is no number: `1.20` is not `1.2`. The document has it as it was written. */
export const keepVersion = (document: Document): void => {
	const node = isMap(document.contents) ? document.contents.get('kubernetes', true) : undefined;
	if (isScalar(node) && typeof node.value === 'number' && node.source) node.value = node.source;
};

/** The line, from 1, of a path of a document or of the nearest thing around it. */
export const lineIn = (document: Document, lines: LineCounter): Read['lineOf'] => {
	const lineOf = (path: Path): number => {
		const node = path.length === 0 ? document.contents : document.getIn(path, true);
		if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
		return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
	};
	return lineOf;
};

/** Plain data. Throws on an alias without its anchor, and on a bomb of aliases. */
export const toValue = (document: Document): unknown => document.toJS({maxAliasCount: 100});

/** Reads one YAML document, or tells every place where it is none; `file` is its name. */
export const readYaml = (text: string, file: string): Read | {readonly problems: readonly Problem[]} => {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
	if (document.errors.length > 0) {
		return {
			problems: document.errors.map(error => {
				const {line, col} = lines.linePos(error.pos[0]);
				return {path: '', reason: reasons.syntax(file, line, col, error.message), line};
			}),
		};
	}

	keepVersion(document);
	try {
		return {value: toValue(document), lineOf: lineIn(document, lines)};
	} catch (error) {
		return {problems: [{path: '', reason: reasons.unreadable(file, (error as Error).message)}]};
	}
};
