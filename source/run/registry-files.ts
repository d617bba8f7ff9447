/** The person's own files about registries: authorities, and what opens them. */
import type {Credentials} from '../catalog/registries.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {readAuthority} from './authority-file.ts';
import {readCredentials} from './credentials-file.ts';
import type {Folder} from './folder.ts';

type Spec = Pick<ClusterSpec, 'registries'>;
type Base = Pick<Folder, 'directory'>;

/** By host: PEM. Throws InputError for a file that cannot be read, or holds no certificate. */
export const readRegistryAuthorities = async ({registries}: Spec, folder: Base): Promise<Readonly<Record<string, string>>> => {
	const read: Record<string, string> = {};
	for (const [index, {host, ca}] of registries.entries())
		if (ca !== undefined) read[host] = await readAuthority(ca, `registries[${index}].ca`, './registry-ca.crt', folder);
	return read;
};

/** By host: `USER:PASSWORD`, where a file is named. Throws InputError when one cannot be used. */
export const readRegistryCredentials = async ({registries}: Spec, folder: Base): Promise<Credentials> => {
	const read: Record<string, string> = {};
	for (const [index, {host, credentials}] of registries.entries())
		if (credentials !== undefined) read[host] = await readCredentials(credentials, `registries[${index}].credentials`, folder);
	return read;
};
