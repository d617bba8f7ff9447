/** The person's own file with what opens the HTTP proxy. */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {InputError} from './input-error.ts';

const example = 'kinstall:a-password';

/** `USER:PASSWORD`; undefined where none is named. Throws InputError when the file cannot be used, and never quotes what is in it. */
export const readProxyCredentials = async (
	{httpProxy}: Pick<ClusterSpec, 'httpProxy'>,
	{directory}: Pick<Folder, 'directory'>,
): Promise<string | undefined> => {
	const file = httpProxy?.credentials;
	if (file === undefined) return undefined;
	const refuse = (reason: string) => new InputError([{path: 'httpProxy.credentials', reason, example}]);
	const text = await readFile(path.resolve(directory, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw refuse(texts.run.ownFileUnreadable(file, error.code ?? String(error)));
	});
	const line = text.replace(/\r?\n$/, '');
	if (!/^[^:\p{Cc}]+:[^\p{Cc}]*$/u.test(line)) throw refuse(texts.run.notCredentials(file));
	return line;
};
