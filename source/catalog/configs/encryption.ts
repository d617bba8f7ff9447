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

type Keys = {readonly keys?: ReadonlyArray<{readonly name: string}>};

export const identity = 'identity';

const nameOf = (provider: Provider): string => Object.keys(provider)[0] ?? '';

const keysOf = (provider: Provider) => (provider[nameOf(provider)] as Keys | undefined)?.keys ?? [];

const forSecrets = ({resources}: EncryptionConfiguration) => resources.find(entry => entry.resources.includes('secrets'));

const slotsIn = (provider: Provider): string[] => {
	const keys = keysOf(provider);
	return keys.length > 0 ? keys.map(({name}) => `${nameOf(provider)}/${name}`) : [nameOf(provider)];
};

/** What reads Secrets, in its order: `secretbox/secretbox-1`, `identity`. The first one also writes. */
export const slotsOf = (config: EncryptionConfiguration): string[] => (forSecrets(config)?.providers ?? []).flatMap(slotsIn);

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

/** The configuration with other providers of Secrets. */
const withProviders = (existing: EncryptionConfiguration | undefined, providers: readonly Provider[]): EncryptionConfiguration => {
	const entry = existing && forSecrets(existing);
	return {
		apiVersion: 'apiserver.config.k8s.io/v1',
		kind: 'EncryptionConfiguration',
		resources: [{resources: entry?.resources ?? ['secrets'], providers}, ...(existing?.resources.filter(other => other !== entry) ?? [])],
	};
};

/** The same keys, of which another one writes. A slot that is not there changes nothing. */
export const writingWith = (config: EncryptionConfiguration, slot: string): EncryptionConfiguration => {
	const providers = ordered(forSecrets(config)?.providers ?? [], isOf(slot), isOf(identity));
	return withProviders(
		config,
		providers.map(provider => (isOf(slot)(provider) ? keyFirst(provider, slot) : provider)),
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
