import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {ruleOptions} from '../catalog/rule-options.ts';
import {parseSpec} from '../spec/parse-spec.ts';
import type {ClusterSpec, Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {type Folder, inFolder} from './folder.ts';

export type Loaded = {readonly spec: ClusterSpec; readonly folder: Folder};

/** Reads cluster.yaml; the cluster's folder is the one it lies in. All its problems at once. */
export const loadSpec = async (file: string): Promise<Loaded | {readonly problems: readonly Problem[]}> => {
	const absolute = path.resolve(file);
	if (!/\.ya?ml$/.test(absolute)) return {problems: [{path: file, reason: texts.run.noYaml, example: texts.run.unreadableExample}]};
	let text: string;
	try {
		text = await readFile(absolute, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		return {problems: [{path: file, reason: texts.run.unreadable(code ?? String(error)), example: texts.run.unreadableExample}]};
	}
	let parsed: ReturnType<typeof parseSpec>;
	try {
		parsed = parseSpec(text, file, ruleOptions);
	} catch (error) {
		// An alias inside its own anchor has no end.
		if (!(error instanceof RangeError)) throw error;
		return {problems: [{path: file, reason: texts.run.endless, example: texts.run.unreadableExample}]};
	}
	return 'problems' in parsed ? parsed : {spec: parsed.spec, folder: inFolder(absolute)};
};
