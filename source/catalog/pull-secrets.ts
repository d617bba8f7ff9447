/** Secrets that let pods of chosen namespaces pull: what is in them stands in no plan. */
import type {ClusterSpec, RegistrySpec} from '../spec/types.ts';
import {addonLabel, addonsDirectory, type KubeObject} from './addons.ts';
import {type Credentials, secretsOfRegistries} from './registries.ts';

const id = 'pull-secrets';

/** On the first control plane, and below `pki/`. */
export const pullSecretsFile = `${addonsDirectory}/${id}.yaml`;
export const pullSecretsSecret = `${secretsOfRegistries}/${id}.yaml`;

/** Begins the name of each, so that those of others are left alone. */
const prefix = 'kinstall-registry-';

const nameOf = ({host}: Pick<RegistrySpec, 'host'>): string => `${prefix}${host.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`;

type Spec = Pick<ClusterSpec, 'registries'>;

const placed = ({registries}: Spec): Array<{registry: RegistrySpec; namespace: string}> =>
	registries.flatMap(registry => (registry.pullSecret?.namespaces ?? []).map(namespace => ({registry, namespace})));

/** Lines `NAMESPACE NAME`. */
export const pullSecretNames = (spec: Spec): string[] => placed(spec).map(({registry, namespace}) => `${namespace} ${nameOf(registry)}`);

const opening = (host: string, credentials: string): string => {
	const auth = Buffer.from(credentials).toString('base64');
	return Buffer.from(JSON.stringify({auths: {[host]: {auth}}})).toString('base64');
};

/** The Secrets; without credentials, as much of them as may be shown. */
export const pullSecretObjects = (spec: Spec, credentials: Credentials = {}): KubeObject[] =>
	placed(spec).map(({registry, namespace}) => ({
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: {name: nameOf(registry), namespace, labels: {[addonLabel]: id}},
		type: 'kubernetes.io/dockerconfigjson',
		...(credentials[registry.host] !== undefined && {data: {'.dockerconfigjson': opening(registry.host, credentials[registry.host]!)}}),
	}));

export type AccountPatch = {readonly namespace: string; readonly patch: string};

/**
 * What makes default ServiceAccounts name those Secrets, and no other of ours; what somebody else put there stays where it is.
 * @param accounts lines `NAMESPACE VERSION [SECRET...]`
 * @param wanted lines `NAMESPACE NAME`
 */
export const accountPatches = (accounts: string, wanted: readonly string[]): AccountPatch[] =>
	accounts.split('\n').flatMap(line => {
		const [namespace = '', version = '', ...names] = line.trim().split(' ');
		const own = wanted.flatMap(one => (one.startsWith(`${namespace} `) ? [one.slice(namespace.length + 1)] : []));
		const next = [...names.filter(name => !name.startsWith(prefix)), ...own];
		if (namespace === '' || JSON.stringify([...next].sort()) === JSON.stringify([...names].sort())) return [];
		const patch = [
			{op: 'test', path: '/metadata/resourceVersion', value: version},
			{op: 'add', path: '/imagePullSecrets', value: next.map(name => ({name}))},
		];
		return [{namespace, patch: JSON.stringify(patch)}];
	});
