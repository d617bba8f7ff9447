/** A file of the person's own with certificates of authorities. */
import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {InputError} from './input-error.ts';

const certificates = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file, and nothing else that is in it: they travel to hosts. Undefined when there is none, or one cannot be read. */
const certificatesIn = (text: string): string | undefined => {
	const found = text.match(certificates) ?? [];
	try {
		for (const one of found) new X509Certificate(one);
	} catch {
		return undefined;
	}
	return found.length === 0 ? undefined : `${found.join('\n')}\n`;
};

/** PEM. Throws InputError for a file that cannot be read, or holds no certificate; `field` is where cluster.yaml names it. */
export const readAuthority = async (
	file: string,
	field: string,
	example: string,
	{directory}: Pick<Folder, 'directory'>,
): Promise<string> => {
	const refuse = (reason: string) => new InputError([{path: field, reason, example}]);
	const text = await readFile(path.resolve(directory, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw refuse(texts.run.ownFileUnreadable(file, error.code ?? String(error)));
	});
	const authority = certificatesIn(text);
	if (authority === undefined) throw refuse(texts.run.noCertificate(file));
	return authority;
};
