/** What containerd of a node finds of the person's registries. */
import {authorityFile, hostsFile, hostsToml, registryNames} from '../catalog/registries.ts';
import {file, type Site} from './phases/phase.ts';
import {secretFile} from './secret-file.ts';
import type {File} from './types.ts';

/** containerd reads them at each pull: none of them asks for a restart. */
export const registryFiles = ({spec, pki, own}: Pick<Site, 'spec' | 'pki' | 'own'>): File[] => [
	...Object.entries(own.authorities ?? {}).map(([host, authority]) => file(authorityFile(host), authority)),
	...registryNames(spec).map(name => {
		const secret = pki.registrySecrets?.[name];
		const shown = hostsToml(spec, name);
		return secret ? secretFile(hostsFile(name), secret.file, 0o600, 'root:root', `id=${secret.id}`, shown) : file(hostsFile(name), shown);
	}),
];
