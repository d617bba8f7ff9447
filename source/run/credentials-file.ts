/** A person's own file with a user and a password. */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {InputError} from './input-error.ts';

const example = 'kinstall:a-password';

/** `USER:PASSWORD`. Throws InputError about `field` when the file cannot be used, and never quotes what is in it. */
export const readCredentials = async (file: string, field: string, {directory}: Pick<Folder, 'directory'>): Promise<string> => {
	const refuse = (reason: string) => new InputError([{path: field, reason, example}]);
	const text = await readFile(path.resolve(directory, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw refuse(texts.run.ownFileUnreadable(file, error.code ?? String(error)));
	});
	const line = text.replace(/\r?\n$/, '');
	if (!/^[^:\p{Cc}]+:[^\p{Cc}]*$/u.test(line)) throw refuse(texts.run.notCredentials(file));
	return line;
};
