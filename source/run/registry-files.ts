/** The person's own files about registries: authorities, and what opens them. */
import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Credentials} from '../catalog/registries.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {readCredentials} from './credentials-file.ts';
import type {Folder} from './folder.ts';
import {InputError} from './input-error.ts';

type Spec = Pick<ClusterSpec, 'registries'>;
type Base = Pick<Folder, 'directory'>;

const certificates = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file, and nothing else that is in it: they travel to every node. Undefined when there is none, or one cannot be read. */
const certificatesIn = (text: string): string | undefined => {
	const found = text.match(certificates) ?? [];
	try {
		for (const one of found) new X509Certificate(one);
	} catch {
		return undefined;
	}
	return found.length === 0 ? undefined : `${found.join('\n')}\n`;
};

/** By host: PEM. Throws InputError for a file that cannot be read, or holds no certificate. */
export const readRegistryAuthorities = async ({registries}: Spec, {directory}: Base): Promise<Readonly<Record<string, string>>> => {
	const read: Record<string, string> = {};
	for (const [index, {host, ca}] of registries.entries()) {
		if (ca === undefined) continue;
		const refuse = (reason: string) => new InputError([{path: `registries[${index}].ca`, reason, example: './registry-ca.crt'}]);
		const text = await readFile(path.resolve(directory, ca), 'utf8').catch((error: NodeJS.ErrnoException) => {
			throw refuse(texts.run.ownFileUnreadable(ca, error.code ?? String(error)));
		});
		const authority = certificatesIn(text);
		if (authority === undefined) throw refuse(texts.run.noCertificate(ca));
		read[host] = authority;
	}
	return read;
};

/** By host: `USER:PASSWORD`, where a file is named. Throws InputError when one cannot be used. */
export const readRegistryCredentials = async ({registries}: Spec, folder: Base): Promise<Credentials> => {
	const read: Record<string, string> = {};
	for (const [index, {host, credentials}] of registries.entries())
		if (credentials !== undefined) read[host] = await readCredentials(credentials, `registries[${index}].credentials`, folder);
	return read;
};
