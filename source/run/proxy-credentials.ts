/** The person's own file with what opens the HTTP proxy. */
import type {ClusterSpec} from '../spec/types.ts';
import {readCredentials} from './credentials-file.ts';
import type {Folder} from './folder.ts';

/** `USER:PASSWORD`; undefined where none is named. Throws InputError when the file cannot be used. */
export const readProxyCredentials = async (
	{httpProxy}: Pick<ClusterSpec, 'httpProxy'>,
	folder: Pick<Folder, 'directory'>,
): Promise<string | undefined> =>
	httpProxy?.credentials === undefined ? undefined : readCredentials(httpProxy.credentials, 'httpProxy.credentials', folder);
