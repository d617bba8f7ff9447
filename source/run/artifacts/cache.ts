import {createHash} from 'node:crypto';
import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import type {Sum} from '../../catalog/artifact-types.ts';

/** `${XDG_CACHE_HOME:-~/.cache}/kinstall/artifacts`; a relative XDG_CACHE_HOME counts as unset, as its specification says. */
export const defaultCache = (env: NodeJS.ProcessEnv = process.env): string => {
	const base = env.XDG_CACHE_HOME;
	return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache'), 'kinstall', 'artifacts');
};

/** Files are kept by their sum, so an own build never stands in for a published file, and never the other way round. */
export const cachedFile = (cache: string, file: string, sum: Pick<Sum, 'algorithm' | 'value'>): string =>
	path.join(cache, 'files', `${sum.algorithm}-${sum.value}`, file);

/** A short, safe file name for any text. */
export const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The JSON of a file, or undefined when there is none or it is broken: a cache is never worth an error. */
export const readJson = async <T>(file: string): Promise<T | undefined> => {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as T;
	} catch {
		return undefined;
	}
};

/** Writes whole or not at all. */
export const writeJson = async (file: string, value: unknown): Promise<void> => {
	await mkdir(path.dirname(file), {recursive: true});
	const temporary = `${file}.${process.pid}.tmp`;
	await writeFile(temporary, `${JSON.stringify(value)}\n`);
	await rename(temporary, file);
};
