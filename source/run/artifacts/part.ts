import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {isAlive} from '../is-alive.ts';
import {keyOf} from './cache.ts';

const claim = async (lock: string): Promise<boolean> => {
	try {
		await writeFile(lock, `${process.pid}\n`, {flag: 'wx'});
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
		if (owner > 0 && isAlive(owner)) return false;
		await rm(lock, {force: true});
		return claim(lock);
	}
};

/**
 * The file a download grows in, the same at every run so that it can go on. Another process that is fetching the same
 * keeps its own; then this one gets a name of its own, which is not resumed.
 */
export const holdPart = async (cache: string, url: string, sum: string) => {
	const folder = path.join(cache, 'partial');
	await mkdir(folder, {recursive: true});
	const base = path.join(folder, keyOf(`${url} ${sum}`));
	const mine = await claim(`${base}.lock`);
	return {
		part: mine ? `${base}.part` : `${base}.${process.pid}.part`,
		[Symbol.asyncDispose]: async () => {
			if (mine) await rm(`${base}.lock`, {force: true});
		},
	};
};
