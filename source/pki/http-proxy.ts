/** What opens an HTTP proxy, in the form in which hosts get it: `http-proxy.env` below `pki/`. */
import {randomBytes} from 'node:crypto';
import path from 'node:path';
import type {IssuedProxySecret} from '../catalog/certificate-types.ts';
import {proxySecret, secretLines} from '../catalog/http-proxy.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {makePrivate, prepareFolder, readIfThere, writeWhole} from './folder.ts';

const begin = '# ';

/**
 * Writes it below `directory` (the cluster's `pki/`). It is known by a random id, which is another one for other contents: the sum of a password
 * would let everybody who sees a plan try passwords.
 */
export const issueProxySecret = async (
	proxy: NonNullable<ClusterSpec['httpProxy']>,
	credentials: string,
	directory: string,
): Promise<IssuedProxySecret> => {
	const file = path.join(directory, proxySecret);
	const wanted = secretLines(proxy, credentials);
	const text = (await readIfThere(file)) ?? '';
	const [first = '', ...rest] = text.split('\n');
	if (first.startsWith(begin) && rest.join('\n') === wanted) {
		await makePrivate(file, 0o600);
		return {file: proxySecret, id: first.slice(begin.length)};
	}
	const id = randomBytes(16).toString('hex');
	await prepareFolder(directory);
	await writeWhole(file, `${begin}${id}\n${wanted}`, 0o600);
	return {file: proxySecret, id};
};
