/** What once opened an HTTP proxy or a registry, or signed as an issuer. */
import {readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {issuersFolder} from '../catalog/addons/cert-manager.ts';
import type {Pki} from '../catalog/certificate-types.ts';
import {proxySecret} from '../catalog/http-proxy.ts';
import {secretsOfRegistries} from '../catalog/registries.ts';
import {readIfThere} from './folder.ts';
import {isIssuedSecret} from './secret-text.ts';

const filesIn = async (directory: string, folder: string): Promise<string[]> => {
	const entries = await readdir(path.join(directory, folder), {withFileTypes: true}).catch(() => []);
	return entries.filter(entry => entry.isFile()).map(({name}) => `${folder}/${name}`);
};

/** Removes the copies of issuers' certificates and keys from `directory`, but for those of `kept`, by their paths without endings. */
export const forgetIssuers = async (kept: readonly string[], directory: string): Promise<void> => {
	for (const file of await filesIn(directory, issuersFolder))
		if (/\.(crt|key)$/.test(file) && !kept.includes(file.slice(0, -4))) await rm(path.join(directory, file));
};

/** Removes from `directory` (the cluster's `pki/`) such secrets of ours as `pki` does not have. What somebody else laid there stays. */
export const forgetSecrets = async (
	{proxySecret: proxy, registrySecrets = {}, pullSecrets}: Pick<Pki, 'proxySecret' | 'registrySecrets' | 'pullSecrets'>,
	directory: string,
): Promise<void> => {
	const kept = [proxy, ...Object.values(registrySecrets), pullSecrets].map(secret => secret?.file);
	for (const file of [proxySecret, ...(await filesIn(directory, secretsOfRegistries))]) {
		if (kept.includes(file)) continue;
		const whole = path.join(directory, file);
		if (isIssuedSecret((await readIfThere(whole)) ?? '')) await rm(whole);
	}
};
