import * as z from 'zod';
import {texts} from '../texts/texts.ts';
import {clusterSchema} from './cluster-spec.ts';
import {container} from './draft.ts';
import type {Found, Path} from './found.ts';
import {nearest} from './nearest.ts';

const {reasons} = texts.spec;

const inner = (value: unknown, part: string | number): unknown =>
	Object.hasOwn(Object(value), part) ? (value as Record<string | number, unknown>)[part] : undefined;

/** Of schemas that a value's key tells apart the one that is meant. */
const chosen = (schema: z.core.$ZodType | undefined, value: unknown): z.core.$ZodType | undefined => {
	if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
	const {discriminator, options} = schema.def;
	return options.find(option => option._zod.propValues?.[discriminator]?.has(inner(value, discriminator) as string));
};

/** The schema of a path; undefined below a record or where nothing is known. */
const schemaAt = (root: z.ZodType, path: Path, whole: unknown): z.core.$ZodType | undefined => {
	let [schema, value]: [z.core.$ZodType | undefined, unknown] = [root, whole];
	for (const part of path) {
		const parts = container(schema);
		schema =
			parts instanceof z.ZodArray
				? parts.element
				: parts instanceof z.ZodObject && Object.hasOwn(parts.shape, part)
					? parts.shape[part]
					: undefined;
		value = inner(value, part);
		schema = chosen(schema, value);
	}
	return schema;
};

const exampleOf = (schema: z.core.$ZodType | undefined): unknown => {
	if (schema === undefined) return undefined;
	const {examples} = (z.globalRegistry.get(schema) ?? {}) as {examples?: readonly unknown[]};
	return examples?.[0] ?? ('innerType' in schema._zod.def ? exampleOf(schema._zod.def.innerType as z.core.$ZodType) : undefined);
};

/** In flow style, as it may stand behind the key. */
const exampleAt = (root: z.ZodType, path: Path, value: unknown): string | undefined => {
	const example = exampleOf(schemaAt(root, path, value));
	return typeof example === 'object'
		? JSON.stringify(example)
				.replaceAll(/"([\w./-]+)"(:?)/g, '$1$2')
				.replaceAll(/([,:])(?=\S)/g, '$1 ')
		: example?.toString();
};

const valueAt = (value: unknown, path: Path): unknown => path.reduce<unknown>(inner, value);

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const wrongType = (expected: string, value: unknown): string => {
	if (value === undefined) return reasons.missing;
	return expected === 'string' && ['number', 'boolean'].includes(typeof value) ? reasons.quote : reasons.wrongType(expected, typeOf(value));
};

const bounds = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string => {
	const few = issue.origin === 'array';
	if (issue.code === 'too_small') return few ? reasons.tooFew(issue.minimum) : reasons.tooSmall(issue.minimum);
	return few ? reasons.tooMany(issue.maximum) : reasons.tooBig(issue.maximum);
};

const unknownKeys = (root: z.ZodType, path: Path, keys: readonly string[], value: unknown): Found[] => {
	const parts = container(schemaAt(root, path, value));
	const known = parts instanceof z.ZodObject ? Object.keys(parts.shape) : [];
	return keys.map(key => ({path: [...path, key], reason: reasons.unknownKey(nearest(key, known), known)}));
};

/** What the key that tells schemas apart may be. */
const kindsOf = (issue: z.core.$ZodIssueInvalidUnion): unknown[] =>
	('options' in issue ? (issue.options as unknown[]) : []).filter(Boolean);

const reasonOf = (issue: z.core.$ZodIssue, value: unknown): string => {
	if (issue.code === 'invalid_type') return wrongType(issue.expected, value);
	if (issue.code === 'invalid_value') return value === undefined ? reasons.missing : reasons.notOneOf(value, issue.values);
	if (issue.code === 'too_small' || issue.code === 'too_big') return bounds(issue);
	if (issue.code === 'invalid_union') return reasons.notOneOf(value, kindsOf(issue));
	if (issue.code !== 'invalid_key') return issue.message;
	const key = String(issue.path.at(-1));
	if (issue.path[0] === 'registries') return reasons.notRegistryName(key);
	return issue.path[0] === 'extraFlags' ? reasons.notFlagName(key) : reasons.notLabelKey(key);
};

const meant = (issue: z.core.$ZodIssue): string | undefined =>
	issue.code === 'custom'
		? issue.params?.example
		: issue.code === 'invalid_value'
			? String(issue.values[0])
			: issue.code === 'invalid_union'
				? String(kindsOf(issue)[0])
				: undefined;

/** Everything that is wrong with single fields: types, unknown keys, values that no field of that kind can have. */
export const schemaProblems = (value: unknown, root: z.ZodType = clusterSchema): Found[] => {
	const {error} = root.safeParse(value);
	return (error?.issues ?? []).flatMap((issue): Found[] => {
		const path = issue.path as Path;
		if (issue.code === 'unrecognized_keys') return unknownKeys(root, path, issue.keys, value);
		return [{path, reason: reasonOf(issue, valueAt(value, path)), example: meant(issue) ?? exampleAt(root, path, value)}];
	});
};
