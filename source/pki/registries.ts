/** What opens registries, in the form in which hosts get it: a hosts.toml of containerd's for each name, and Secrets, in `registries/` below `pki/`. */
import {stringify} from 'yaml';
import type {IssuedSecret} from '../catalog/certificate-types.ts';
import {pullSecretObjects, pullSecretsSecret} from '../catalog/pull-secrets.ts';
import {type Credentials, hostsSecret, hostsToml, openedByNodes, registriesOf, registryNames} from '../catalog/registries.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {issueSecret} from './secret-text.ts';

/** Writes them below `directory` (the cluster's `pki/`); by name, and only those that hold a password. */
export const issueRegistrySecrets = async (
	spec: Pick<ClusterSpec, 'registries'>,
	credentials: Credentials,
	directory: string,
): Promise<Readonly<Record<string, IssuedSecret>>> => {
	const opened = openedByNodes(spec);
	const onNodes = Object.fromEntries(opened.map(({host}) => [host, credentials[host]!]));
	const issued: Record<string, IssuedSecret> = {};
	for (const name of registryNames(spec)) {
		const {own, mirrors} = registriesOf(spec, name);
		if (![own, ...mirrors].some(registry => registry && opened.includes(registry))) continue;
		issued[name] = await issueSecret(hostsSecret(name), hostsToml(spec, name, onNodes), directory);
	}
	return issued;
};

/** The Secrets of the cluster, in one file; undefined where there are none. */
export const issuePullSecrets = async (
	spec: Pick<ClusterSpec, 'registries'>,
	credentials: Credentials,
	directory: string,
): Promise<IssuedSecret | undefined> => {
	const objects = pullSecretObjects(spec, credentials);
	return objects.length === 0
		? undefined
		: issueSecret(pullSecretsSecret, objects.map(object => stringify(object)).join('---\n'), directory);
};
