import * as z from 'zod';
import {clusterSchema} from './cluster-spec.ts';

/** zod leaves out the examples of fields that it also transforms; ours are what a person writes. */
const withExamples = ({
	zodSchema,
	jsonSchema: json,
}: {
	readonly zodSchema: z.core.$ZodType;
	readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void => {
	const {examples} = (z.globalRegistry.get(zodSchema) ?? {}) as {examples?: unknown[]};
	if (examples) json.examples = examples;
};

let made: Record<string, unknown> | undefined;

/** What a person writes, as a JSON Schema for editors (draft 7, which most of them know). Made once: it takes a while. */
export const jsonSchema = (): Record<string, unknown> => {
	made ??= z.toJSONSchema(clusterSchema, {io: 'input', target: 'draft-7', override: withExamples}) as Record<string, unknown>;
	return made;
};
