import {readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {texts} from '../texts/texts.ts';

/** Bytes: an inventory of thousands of hosts is far smaller. */
const most = 4 * 2 ** 20;

/** A file that a person names on a screen; `~` is their home. Throws in words when it is no text that can be read. */
export const readText = async (name: string): Promise<string> => {
	const file = path.resolve(name.replace(/^~(?=\/|$)/, homedir()));
	const refuse = (error: NodeJS.ErrnoException): never => {
		throw new Error(texts.cli.unreadableText(file, error.code ?? ''));
	};
	const found = await stat(file).catch(refuse);
	if (!found.isFile()) throw new Error(texts.cli.noTextFile(file));
	if (found.size > most) throw new Error(texts.cli.tooLargeText(file, most / 2 ** 20));
	return readFile(file, 'utf8').catch(refuse);
};
