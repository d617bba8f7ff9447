import {createPublicKey, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {IssuedKeyPair, KeyPairRequest} from '../catalog/certificate-types.ts';
import type {KeyKind, Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {keyPath, readExistingKey} from './existing.ts';
import {makePrivate, readIfThere, writeWhole} from './folder.ts';
import {kindOf, makeKey, privatePem, publicKeySha256, publicPem} from './keys.ts';

const t = texts.pki;

type Pair = {
	readonly request: KeyPairRequest;
	readonly key?: KeyObject;
	readonly publicKey?: string;
	readonly problems: readonly Problem[];
};

const publicPath = (file: string): string => `pki/${file}.pub`;

const samePublicKey = (pem: string, key: KeyObject): boolean => {
	try {
		return createPublicKey(pem).equals(createPublicKey(key));
	} catch {
		return false;
	}
};

const differences = ({file, key: kind}: KeyPairRequest, key: KeyObject | undefined, publicKey: string | undefined): Problem[] => {
	const [secret, pub] = [keyPath(file), publicPath(file)];
	if (!key) return publicKey === undefined ? [] : [{path: pub, reason: t.noPrivateHalf(secret), example: t.putPair(secret, pub)}];
	const found = kindOf(key);
	return [
		...(found === kind ? [] : [{path: secret, reason: t.keyKind(found, kind), example: t.removePair(secret, pub)}]),
		...(publicKey === undefined || samePublicKey(publicKey, key)
			? []
			: [{path: pub, reason: t.publicHalf(secret), example: t.removePublic(pub)}]),
	];
};

/** What is there of each pair, and what does not fit. */
export const readKeyPairs = (directory: string, requests: readonly KeyPairRequest[]): Promise<Pair[]> =>
	Promise.all(
		requests.map(async request => {
			const {value: key, problems} = await readExistingKey(
				directory,
				request.file,
				t.putPair(keyPath(request.file), publicPath(request.file)),
			);
			const publicKey = await readIfThere(path.join(directory, `${request.file}.pub`));
			return {
				request,
				...(key && {key}),
				...(publicKey !== undefined && {publicKey}),
				problems: problems.length > 0 ? problems : differences(request, key, publicKey),
			};
		}),
	);

/** A key, and when it lies in the folder: until then nothing that needs it may. */
type Kept = {readonly key: KeyObject; readonly kept: Promise<void>};

/** The private key `file`.key: the existing one, closed to others, or a new one. */
export const keepKey = async (directory: string, file: string, kind: KeyKind, existing: KeyObject | undefined): Promise<Kept> => {
	const target = path.join(directory, `${file}.key`);
	if (existing) return {key: existing, kept: makePrivate(target, 0o600)};
	const key = await makeKey(kind);
	const kept = writeWhole(target, privatePem(key), 0o600);
	// Who waits for it later still hears of a failure, but until then it is none that nobody handles.
	kept.catch(() => {});
	return {key, kept};
};

const issue = async (directory: string, {request, key: existing, publicKey}: Pair): Promise<IssuedKeyPair> => {
	const {key, kept} = await keepKey(directory, request.file, request.key, existing);
	await kept;
	const pem = publicKey ?? publicPem(createPublicKey(key));
	if (publicKey === undefined) await writeWhole(path.join(directory, `${request.file}.pub`), pem, 0o644);
	return {...request, publicKey: pem, publicKeySha256: publicKeySha256(key)};
};

/** Completes the pairs, the private half first. By id. */
export const issueKeyPairs = async (directory: string, pairs: readonly Pair[]): Promise<Record<string, IssuedKeyPair>> => {
	const issued = await Promise.all(pairs.map(pair => issue(directory, pair)));
	return Object.fromEntries(issued.map(pair => [pair.id, pair]));
};
