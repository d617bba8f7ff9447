import type {en} from './en.ts';

/** The same keys and parameters, with any words in them. */
type Shape<T> = T extends string
	? string
	: T extends RegExp
		? RegExp
		: T extends (...values: infer Values) => infer Words
			? (...values: Values) => Shape<Words>
			: {readonly [Key in keyof T]: Shape<T[Key]>};

/** What a language has to say: a missing text is an error of types. */
export type Texts = Shape<typeof en>;
