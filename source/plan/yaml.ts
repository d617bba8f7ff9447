import {stringify} from 'yaml';
import {remember} from '../catalog/remember.ts';
import type {ClusterSpec} from '../spec/types.ts';

const textsOf = remember(
	(spec: ClusterSpec) => [spec],
	() => new Map<string, string>(),
);

/** A configuration as YAML. Many hosts of a cluster have the same one, and writing it takes longer than anything else in a plan. */
export const yaml = (spec: ClusterSpec, value: object): string => {
	const texts = textsOf(spec);
	const key = JSON.stringify(value);
	const text = texts.get(key) ?? stringify(value);
	texts.set(key, text);
	return text;
};
