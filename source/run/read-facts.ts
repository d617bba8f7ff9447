import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Facts} from '../plan/facts.ts';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {InputError} from './input-error.ts';

const readFactsFile = async (file: string): Promise<Facts> => {
	const text = await readFile(file, 'utf8');
	try {
		return JSON.parse(text) as Facts;
	} catch (error) {
		throw new InputError([{path: file, reason: texts.run.noJson((error as Error).message), example: texts.run.noJsonExample}]);
	}
};

/** What is known of the hosts that were looked at, by name. Throws InputError for a file that is no JSON. */
export const readFacts = async (folder: Pick<Folder, 'facts'>): Promise<Record<string, Facts>> => {
	const files = await readdir(folder.facts).catch(() => []);
	const facts = await Promise.all(
		files.filter(file => file.endsWith('.json')).map(async file => readFactsFile(path.join(folder.facts, file))),
	);
	return Object.fromEntries(facts.map(fact => [fact.host, fact]));
};
