import type {ClusterSpec} from '../../spec/types.ts';

export const encryptionConfigFile = '/etc/kubernetes/encryption.yaml';
/** Where it is kept, below `pki/`. */
export const encryptionSecret = 'encryption.yaml';

export type Cipher = Exclude<ClusterSpec['security']['encryption'], 'none'>;

/** One entry of `providers`: an object with the provider's name as its only key. */
export type Provider = Readonly<Record<string, unknown>>;

/** apiserver.config.k8s.io/v1. */
export type EncryptionConfiguration = {
	readonly apiVersion: string;
	readonly kind: string;
	readonly resources: ReadonlyArray<{readonly resources: readonly string[]; readonly providers: readonly Provider[]}>;
};

const nameOf = (provider: Provider): string => Object.keys(provider)[0] ?? '';

const isOf = (name: string) => (provider: Provider) => nameOf(provider) === name;

const forSecrets = ({resources}: EncryptionConfiguration) => resources.find(entry => entry.resources.includes('secrets'));

/** The providers of Secrets, by name: the first one writes, all of them read. */
export const providersOf = (config: EncryptionConfiguration): string[] => (forSecrets(config)?.providers ?? []).map(nameOf);

/**
 * A configuration whose `cipher` writes Secrets. Every provider that `existing` has goes on reading, after it: what was written
 * with an older key stays readable. Undefined when `existing` is that configuration already.
 * @param secret a key of 32 bytes in base64; only used where there is none of this cipher yet
 */
export const encryptWith = (
	cipher: Cipher,
	secret: string,
	existing: EncryptionConfiguration | undefined,
): EncryptionConfiguration | undefined => {
	if (existing && providersOf(existing)[0] === cipher) return undefined;
	const entry = existing && forSecrets(existing);
	const have = entry?.providers ?? [];
	const first = have.find(isOf(cipher)) ?? {[cipher]: {keys: [{name: `${cipher}-1`, secret}]}};
	const older = have.filter(provider => provider !== first && nameOf(provider) !== 'identity');
	// Last, for what was written before anything was encrypted.
	const providers = [first, ...older, {identity: {}}];
	return {
		apiVersion: 'apiserver.config.k8s.io/v1',
		kind: 'EncryptionConfiguration',
		resources: [{resources: entry?.resources ?? ['secrets'], providers}, ...(existing?.resources.filter(other => other !== entry) ?? [])],
	};
};
