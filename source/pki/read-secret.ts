import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {texts} from '../texts/texts.ts';

/**
 * The bytes of a private key, for which the plan holds a stand-in. `directory` is the cluster's `pki/`, `file` a planned
 * file's `secret`: `apiserver.key`. Throws when it leads out of the folder, or cannot be read.
 */
export const readSecret = async (directory: string, file: string): Promise<string> => {
	const inside = path.relative(directory, path.resolve(directory, file));
	if (inside === '' || inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(file))
		throw new Error(texts.pki.outside(file));
	return readFile(path.join(directory, inside), 'utf8');
};
