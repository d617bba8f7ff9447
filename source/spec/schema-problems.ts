import * as z from 'zod';
import {texts} from '../texts/texts.ts';
import {clusterSchema} from './cluster-spec.ts';
import {container} from './draft.ts';
import type {Found, Path} from './found.ts';
import {nearest} from './nearest.ts';

const {reasons} = texts.spec;

/** The schema of a path; undefined below a record or where nothing is known. */
const schemaAt = (root: z.ZodType, path: Path): z.core.$ZodType | undefined =>
	path.reduce<z.core.$ZodType | undefined>((schema, part) => {
		const parts = container(schema);
		if (parts instanceof z.ZodArray) return parts.element;
		return parts instanceof z.ZodObject && Object.hasOwn(parts.shape, part) ? parts.shape[part] : undefined;
	}, root);

const exampleOf = (schema: z.core.$ZodType | undefined): unknown => {
	if (schema === undefined) return undefined;
	const {examples} = (z.globalRegistry.get(schema) ?? {}) as {examples?: readonly unknown[]};
	return examples?.[0] ?? ('innerType' in schema._zod.def ? exampleOf(schema._zod.def.innerType as z.core.$ZodType) : undefined);
};

/** In flow style, as it may stand behind the key. */
const exampleAt = (root: z.ZodType, path: Path): string | undefined => {
	const example = exampleOf(schemaAt(root, path));
	return typeof example === 'object'
		? JSON.stringify(example)
				.replaceAll(/"([\w./-]+)"(:?)/g, '$1$2')
				.replaceAll(/([,:])(?=\S)/g, '$1 ')
		: example?.toString();
};

const valueAt = (value: unknown, path: Path): unknown =>
	path.reduce<unknown>(
		(inner, part) => (Object.hasOwn(Object(inner), part) ? (inner as Record<string | number, unknown>)[part] : undefined),
		value,
	);

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

const unknownKeys = (root: z.ZodType, path: Path, keys: readonly string[]): Found[] => {
	const parts = container(schemaAt(root, path));
	const known = parts instanceof z.ZodObject ? Object.keys(parts.shape) : [];
	return keys.map(key => ({path: [...path, key], reason: reasons.unknownKey(nearest(key, known), known)}));
};

const reasonOf = (issue: z.core.$ZodIssue, value: unknown): string => {
	if (issue.code === 'invalid_type') return wrongType(issue.expected, value);
	if (issue.code === 'invalid_value') return value === undefined ? reasons.missing : reasons.notOneOf(value, issue.values);
	if (issue.code === 'too_small' || issue.code === 'too_big') return bounds(issue);
	if (issue.code !== 'invalid_key') return issue.message;
	const key = String(issue.path.at(-1));
	return issue.path[0] === 'extraFlags' ? reasons.notFlagName(key) : reasons.notLabelKey(key);
};

const meant = (issue: z.core.$ZodIssue): string | undefined =>
	issue.code === 'custom' ? issue.params?.example : issue.code === 'invalid_value' ? String(issue.values[0]) : undefined;

/** Everything that is wrong with single fields: types, unknown keys, values that no field of that kind can have. */
export const schemaProblems = (value: unknown, root: z.ZodType = clusterSchema): Found[] => {
	const {error} = root.safeParse(value);
	return (error?.issues ?? []).flatMap((issue): Found[] => {
		const path = issue.path as Path;
		if (issue.code === 'unrecognized_keys') return unknownKeys(root, path, issue.keys);
		return [{path, reason: reasonOf(issue, valueAt(value, path)), example: meant(issue) ?? exampleAt(root, path)}];
	});
};
