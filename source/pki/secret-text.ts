/** Texts with passwords in them, in the form in which hosts get them: below `pki/`, each with a first line that tells it from another. */
import {randomBytes} from 'node:crypto';
import path from 'node:path';
import type {IssuedSecret} from '../catalog/certificate-types.ts';
import {makePrivate, prepareFolder, readIfThere, writeWhole} from './folder.ts';

const begin = '# ';

/** Whether a text begins as those that are written here. */
export const isIssuedSecret = (text: string): boolean => /^# [0-9a-f]{32}\n/.test(text);

/**
 * Writes `text` to `file` below `directory` (the cluster's `pki/`), behind a comment with a random id, which is another one for other contents: the sum of a
 * password would let everybody who sees a plan try passwords.
 */
export const issueSecret = async (file: string, text: string, directory: string): Promise<IssuedSecret> => {
	const whole = path.join(directory, file);
	const [first = '', ...rest] = ((await readIfThere(whole)) ?? '').split('\n');
	if (first.startsWith(begin) && rest.join('\n') === text) {
		await makePrivate(whole, 0o600);
		return {file, id: first.slice(begin.length)};
	}
	const id = randomBytes(16).toString('hex');
	await prepareFolder(directory);
	await writeWhole(whole, `${begin}${id}\n${text}`, 0o600);
	return {file, id};
};
