/** The folder of certificates and keys: 0700, keys 0600, never half a file. */
import {closeSync, fsync, mkdirSync, openSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {chmod, mkdir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import {refuseIo} from './refuse-io.ts';

const flush = promisify(fsync);

/** Undefined when there is no such file. */
export const readIfThere = async (file: string): Promise<string | undefined> => {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		return refuseIo(file, error);
	}
};

const openNew = (file: string, mode: number): number => {
	try {
		return openSync(file, 'wx', mode);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		else if (code === 'EEXIST') rmSync(file);
		else throw error;
		return openSync(file, 'wx', mode);
	}
};

const write = async (file: string, content: string, mode: number, flushed: boolean): Promise<void> => {
	const unfinished = `${file}.tmp`;
	const handle = openNew(unfinished, mode);
	try {
		writeFileSync(handle, content);
		if (flushed) await flush(handle);
	} finally {
		closeSync(handle);
	}

	renameSync(unfinished, file);
};

/**
 * Written beside, flushed and renamed: whoever is killed here leaves the old file or the new one. What is not flushed may be
 * empty after a power cut. Such small files are written at once: asking a thread for each step takes longer than the step.
 */
export const writeWhole = (file: string, content: string, mode: number, flushed = true): Promise<void> =>
	write(file, content, mode, flushed).catch(error => refuseIo(file, error));

/** Takes the rights of others away, from a file that somebody copied there. */
export const makePrivate = async (file: string, mode: number): Promise<void> => {
	const found = await stat(file);
	if ((found.mode & 0o777 & ~mode) !== 0) await chmod(file, mode).catch(error => refuseIo(file, error));
};

/** Makes the folder, and keeps all of it out of git. */
export const prepareFolder = async (directory: string): Promise<void> => {
	await mkdir(directory, {recursive: true, mode: 0o700}).catch(error => refuseIo(directory, error));
	await makePrivate(directory, 0o700);
	const ignore = path.join(directory, '.gitignore');
	if ((await readIfThere(ignore)) === undefined) await writeWhole(ignore, '*\n', 0o644);
};
