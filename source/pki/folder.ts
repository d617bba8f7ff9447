/** The folder of certificates and keys: 0700, keys 0600, never half a file. */
import {chmod, mkdir, open, readFile, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';

/** Undefined when there is no such file. */
export const readIfThere = async (file: string): Promise<string | undefined> => {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
};

/** Written beside, flushed and renamed: whoever is killed here leaves the old file or the new one. */
export const writeWhole = async (file: string, content: string, mode: number): Promise<void> => {
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	const unfinished = `${file}.tmp`;
	await rm(unfinished, {force: true});
	const handle = await open(unfinished, 'wx', mode);
	try {
		await handle.writeFile(content);
		await handle.sync();
	} finally {
		await handle.close();
	}

	await rename(unfinished, file);
};

/** Takes the rights of others away, from a file that somebody copied there. */
export const makePrivate = async (file: string, mode: number): Promise<void> => {
	const found = await stat(file);
	if ((found.mode & 0o777 & ~mode) !== 0) await chmod(file, mode);
};

/** Makes the folder, and keeps all of it out of git. */
export const prepareFolder = async (directory: string): Promise<void> => {
	await mkdir(directory, {recursive: true, mode: 0o700});
	await makePrivate(directory, 0o700);
	const ignore = path.join(directory, '.gitignore');
	if ((await readIfThere(ignore)) === undefined) await writeWhole(ignore, '*\n', 0o644);
};
