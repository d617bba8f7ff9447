import * as z from 'zod';
import {clusterSchema, type SpecFields} from './cluster-spec.ts';

type Partly<T> = T extends readonly (infer E)[]
	? ReadonlyArray<Partly<E> | undefined>
	: T extends object
		? {readonly [K in keyof T]?: Partly<T[K]> | undefined}
		: T;

/** What can be understood of a cluster.yaml: a field that is wrong or missing is undefined. */
export type Draft = Partly<SpecFields>;
export type DraftHost = NonNullable<NonNullable<Draft['hosts']>[number]>;

/** The object or list schema below defaults and optionals; undefined when it is a field. */
export const container = (schema: z.core.$ZodType | undefined): z.ZodObject | z.ZodArray | undefined => {
	if (schema instanceof z.ZodObject || schema instanceof z.ZodArray) return schema;
	return schema !== undefined && 'innerType' in schema._zod.def ? container(schema._zod.def.innerType as z.core.$ZodType) : undefined;
};

const own = (value: object, key: string): unknown => (Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined);

const salvage = (schema: z.core.$ZodType, value: unknown): unknown => {
	const whole = z.safeParse(schema, value);
	if (whole.success) return whole.data;
	const parts = container(schema);
	if (parts instanceof z.ZodArray && Array.isArray(value)) return value.map(entry => salvage(parts.element, entry));
	if (!(parts instanceof z.ZodObject) || typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	return Object.fromEntries(Object.entries(parts.shape).map(([key, field]) => [key, salvage(field, own(value, key))]));
};

/** All of a value that is right by itself, so that rules across fields can speak although a field somewhere is wrong. */
export const draftOf = (value: unknown): Draft => (salvage(clusterSchema, value) ?? {}) as Draft;
