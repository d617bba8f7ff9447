import type {ClusterSpec} from '../../spec/types.ts';

export const encryptionConfigFile = '/etc/kubernetes/encryption.yaml';
/** Where it is kept, below `pki/`. */
export const encryptionSecret = 'encryption.yaml';

/** What Secrets can be written with: a cipher, or nothing (`identity`), where keys may still be there to read with. */
export type Writing = Exclude<ClusterSpec['security']['encryption'], 'none'>;

/** One entry of `providers`: an object with the provider's name as its only key. */
export type Provider = Readonly<Record<string, unknown>>;

/** apiserver.config.k8s.io/v1. */
export type EncryptionConfiguration = {
	readonly apiVersion: string;
	readonly kind: string;
	readonly resources: ReadonlyArray<{readonly resources: readonly string[]; readonly providers: readonly Provider[]}>;
};

/** Of ciphers the keys; a key management service (`kms`) has a name alone. */
type Settings = {readonly keys?: ReadonlyArray<{readonly name: string}>; readonly name?: string} | null;

export const identity = 'identity';

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether something that was read is one, as far as it is looked at here. */
export const isEncryptionConfiguration = (value: unknown): value is EncryptionConfiguration =>
	isMap(value) &&
	value['kind'] === 'EncryptionConfiguration' &&
	Array.isArray(value['resources']) &&
	value['resources'].every(
		entry =>
			isMap(entry) &&
			Array.isArray(entry['resources']) &&
			Array.isArray(entry['providers']) &&
			entry['providers'].every(provider => isMap(provider) && Object.keys(provider).length === 1),
	);

const nameOf = (provider: Provider): string => Object.keys(provider)[0] ?? '';

const settingsOf = (provider: Provider): NonNullable<Settings> => (provider[nameOf(provider)] as Settings | undefined) ?? {};

const keysOf = (provider: Provider) => settingsOf(provider).keys ?? [];

/** The first entry that fits decides; `*.` is the group that Secrets are in, `*.*` every one. */
const forSecrets = ({resources}: EncryptionConfiguration) =>
	resources.find(entry => ['secrets', '*.', '*.*'].some(name => entry.resources.includes(name)));

const slotsIn = (provider: Provider): string[] => {
	const keys = keysOf(provider);
	if (keys.length > 0) return keys.map(({name}) => `${nameOf(provider)}/${name}`);
	const {name} = settingsOf(provider);
	return [name === undefined ? nameOf(provider) : `${nameOf(provider)}/${name}`];
};

/** What reads Secrets, in its order: `secretbox/secretbox-1`, `identity`. The first one also writes. */
export const slotsOf = (config: EncryptionConfiguration): string[] => (forSecrets(config)?.providers ?? []).flatMap(slotsIn);

/** All that is read by anything but `identity`, of every resource: `secrets: secretbox/secretbox-1`. */
export const readersOf = ({resources}: EncryptionConfiguration): string[] =>
	resources.flatMap(entry =>
		entry.resources.flatMap(resource =>
			entry.providers
				.flatMap(slotsIn)
				.filter(slot => slot !== identity)
				.map(slot => `${resource}: ${slot}`),
		),
	);

/** What writes Secrets that kinstall does not write with: a provider that a person put in front. */
export const foreignWriter = (config: EncryptionConfiguration): string | undefined => {
	const [first = identity] = slotsOf(config);
	return ['secretbox', 'aescbc', identity].includes(first.split('/')[0]!) ? undefined : first;
};

const isOf = (slot: string) => (provider: Provider) => nameOf(provider) === slot.split('/')[0];

/** First what is asked for; `identity`, which reads what was written before anything was encrypted, last where it does not write. */
const ordered = <T>(items: readonly T[], isFirst: (item: T) => boolean, isLast: (item: T) => boolean = () => false): T[] => {
	const rank = (item: T): number => (isFirst(item) ? 0 : isLast(item) ? 2 : 1);
	return items.toSorted((one, other) => rank(one) - rank(other));
};

const keyFirst = (provider: Provider, slot: string): Provider => {
	const keys = keysOf(provider);
	const first = slot.slice(slot.indexOf('/') + 1);
	return keys.length > 1
		? {[nameOf(provider)]: {...(provider[nameOf(provider)] as object), keys: ordered(keys, key => key.name === first)}}
		: provider;
};

/** The configuration with other providers of Secrets. An entry that is for more than what it names stays, behind one for Secrets alone. */
const withProviders = (existing: EncryptionConfiguration | undefined, providers: readonly Provider[]): EncryptionConfiguration => {
	const entry = existing && forSecrets(existing);
	const named = entry?.resources.includes('secrets') ? entry : undefined;
	return {
		apiVersion: 'apiserver.config.k8s.io/v1',
		kind: 'EncryptionConfiguration',
		resources: [{resources: named?.resources ?? ['secrets'], providers}, ...(existing?.resources.filter(other => other !== named) ?? [])],
	};
};

/** The same keys, of which another one writes. A slot that is not there changes nothing. */
export const writingWith = (config: EncryptionConfiguration, slot: string): EncryptionConfiguration => {
	const has = (provider: Provider) => slotsIn(provider).includes(slot);
	const providers = ordered(forSecrets(config)?.providers ?? [], has, isOf(identity));
	return withProviders(
		config,
		providers.map(provider => (has(provider) ? keyFirst(provider, slot) : provider)),
	);
};

const withKey = (providers: readonly Provider[], cipher: string, key: {readonly name: string; readonly secret: string}): Provider[] => {
	const have = providers.find(isOf(cipher));
	const keys = [...(have ? keysOf(have) : []), key];
	return [...providers.filter(provider => provider !== have), {[cipher]: {...((have?.[cipher] as object | undefined) ?? {}), keys}}];
};

/**
 * A configuration that writes Secrets as wanted. Whatever `existing` has goes on reading: what was written with an older key stays readable.
 * Undefined when `existing` is that configuration already.
 * @param generation from 1: a higher one is a new key. A first key may have any name
 * @param secret a key of 32 bytes in base64; only used where that one is not there yet
 */
export const encryptWith = (
	wanted: Writing,
	generation: number,
	secret: string,
	existing: EncryptionConfiguration | undefined,
): EncryptionConfiguration | undefined => {
	const slots = existing ? slotsOf(existing) : [];
	const named = `${wanted}/${wanted}-${generation}`;
	const any = slots.find(slot => slot.startsWith(`${wanted}/`));
	const slot = wanted === identity ? identity : generation === 1 ? (any ?? named) : named;
	if (slots[0] === slot) return undefined;
	const providers = existing ? (forSecrets(existing)?.providers ?? []) : [];
	const readable = slots.includes(identity) ? providers : [...providers, {identity: {}}];
	const complete =
		wanted === identity || slots.includes(slot) ? readable : withKey(readable, wanted, {name: `${wanted}-${generation}`, secret});
	return writingWith(withProviders(existing, complete), slot);
};

/** What the value of a Secret begins with in etcd when a slot wrote it; of `identity` empty. */
export const prefixOf = (slot: string): string => {
	const [provider = '', key = ''] = slot.split('/');
	return provider === identity ? '' : `k8s:enc:${provider}:v1:${key}:`;
};
