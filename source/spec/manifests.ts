/** A person's own Kubernetes objects: as much of them as decides whether they can be applied at all, and what they are called. Touches no disk. */
import {type Document, LineCounter, parseAllDocuments} from 'yaml';
import * as z from 'zod';
import {texts} from '../texts/texts.ts';
import {formatPath, type Path} from './found.ts';
import {lineIn, protoKeys, toValue} from './read-yaml.ts';
import {schemaProblems} from './schema-problems.ts';
import type {Problem} from './types.ts';

const {reasons} = texts.spec;

const shortest = '{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}';
const word = (example: string) =>
	z
		.string()
		.regex(/^\S+$/, {error: () => reasons.manifestWord})
		.meta({examples: [example]});

/** Everything else of an object is the API server's to judge. */
const object = z.looseObject({
	apiVersion: word('apps/v1'),
	kind: z
		.string()
		.regex(/^[A-Z]\w*$/, {error: () => reasons.manifestKind})
		.refine(kind => kind !== 'List', {error: () => reasons.manifestList})
		.meta({examples: ['Deployment']}),
	metadata: z
		.looseObject({
			name: word('settings'),
			namespace: word('default').exactOptional(),
			labels: z.record(z.string(), z.string()).nullish(),
		})
		.meta({examples: [{name: 'settings'}]}),
});

const values = z.record(z.string(), z.string()).nullish();

/** Its values are looked at here: the API server quotes one that is no text in its refusal, which the journal keeps. */
const secret = object.extend({data: values, stringData: values});

const schemaOf = (value: unknown) => ((value as {kind?: unknown} | null)?.kind === 'Secret' ? secret : object);

export type OwnObject = z.output<typeof object>;

/** An object, and where it stands. */
export type Manifest = {readonly object: OwnObject; readonly file: string /** From 1. */; readonly document: number; readonly line: number};

/** `app.yaml: document 2: metadata.name`, as problems call a place. */
const placeOf = (file: string, document: number, path: Path): string =>
	[reasons.inDocument(file, document), formatPath(path)].filter(Boolean).join(': ');

/** Nothing but comments between two lines of dashes. */
export const isEmpty = ({contents}: Document): boolean =>
	contents === null || ('value' in contents && [null, ''].includes(contents.value as null));

const readOne = (document: Document, lines: LineCounter, file: string, number: number): Manifest | readonly Problem[] => {
	const problem = (path: Path, reason: string, example: string = shortest): Problem => ({
		path: placeOf(file, number, path),
		reason,
		example,
		line: lineIn(document, lines)(path),
	});
	if (document.errors.length > 0)
		return document.errors.map(error => {
			const {line, col} = lines.linePos(error.pos[0]);
			return {path: placeOf(file, number, []), reason: reasons.syntax(file, line, col, error.message), example: shortest, line};
		});
	let value: unknown;
	try {
		value = toValue(document);
	} catch (error) {
		return [problem([], reasons.unreadable(file, (error as Error).message))];
	}
	const found = [
		...protoKeys(value).map(path => ({path, reason: reasons.badKey, example: undefined})),
		...schemaProblems(value, schemaOf(value)),
	];
	if (found.length > 0) return found.map(({path, reason, example}) => problem(path, reason, example));
	return {object: object.parse(value), file, document: number, line: lineIn(document, lines)([])};
};

/** Every object of a file's text in its order, or all that is wrong with it; `file` is the name by which problems call it. */
export const readManifests = (
	text: string,
	file: string,
): {readonly manifests: readonly Manifest[]} | {readonly problems: readonly Problem[]} => {
	const lines = new LineCounter();
	const documents = parseAllDocuments(text, {lineCounter: lines, prettyErrors: false});
	const read = [...documents].flatMap((document, index) =>
		document.errors.length === 0 && isEmpty(document) ? [] : [readOne(document, lines, file, index + 1)],
	);
	const problems = read.flatMap(one => ('object' in one ? [] : one));
	if (read.length === 0) return {problems: [{path: file, reason: reasons.empty(file), example: shortest}]};
	return problems.length > 0 ? {problems} : {manifests: read.filter(one => 'object' in one)};
};
