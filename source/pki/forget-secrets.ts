/** What once opened an HTTP proxy or a registry. */
import {readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import type {Pki} from '../catalog/certificate-types.ts';
import {proxySecret} from '../catalog/http-proxy.ts';
import {secretsOfRegistries} from '../catalog/registries.ts';
import {readIfThere} from './folder.ts';
import {isIssuedSecret} from './secret-text.ts';

/** Removes from `directory` (the cluster's `pki/`) such secrets of ours as `pki` does not have. What somebody else laid there stays. */
export const forgetSecrets = async (
	{proxySecret: proxy, registrySecrets = {}, pullSecrets}: Pick<Pki, 'proxySecret' | 'registrySecrets' | 'pullSecrets'>,
	directory: string,
): Promise<void> => {
	const kept = [proxy, ...Object.values(registrySecrets), pullSecrets].map(secret => secret?.file);
	const below = await readdir(path.join(directory, secretsOfRegistries)).catch(() => []);
	for (const file of [proxySecret, ...below.map(name => `${secretsOfRegistries}/${name}`)]) {
		if (kept.includes(file)) continue;
		const whole = path.join(directory, file);
		if (isIssuedSecret((await readIfThere(whole)) ?? '')) await rm(whole);
	}
};
