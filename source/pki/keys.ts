import {createHash, createPublicKey, generateKeyPair, type KeyObject, sign, verify} from 'node:crypto';
import {promisify} from 'node:util';
import type {KeyKind} from '../spec/types.ts';
import {bits, nothing, oid, sequence, toDer} from './der.ts';
import {type Asn1, bitString, parseDer, parts} from './read-der.ts';

const generate = promisify(generateKeyPair);

const curves = {'ecdsa-p256': 'P-256', 'ecdsa-p384': 'P-384'} as const;
const bitsOf = {'rsa-2048': 2048, 'rsa-3072': 3072, 'rsa-4096': 4096} as const;

/** A new private key. */
export const makeKey = async (kind: KeyKind): Promise<KeyObject> => {
	const pair =
		kind in curves
			? await generate('ec', {namedCurve: curves[kind as keyof typeof curves]})
			: await generate('rsa', {modulusLength: bitsOf[kind as keyof typeof bitsOf]});
	return pair.privateKey;
};

/** `rsa-2048`, `ecdsa-p256`; for other kinds a name in the same manner, which equals no KeyKind. */
export const kindOf = ({asymmetricKeyType: type, asymmetricKeyDetails: details}: KeyObject): string => {
	if (type === 'rsa') return `rsa-${details?.modulusLength}`;
	if (type !== 'ec') return String(type);
	const known: Readonly<Record<string, string>> = {prime256v1: 'p256', secp384r1: 'p384', secp521r1: 'p521'};
	return `ecdsa-${known[details?.namedCurve ?? ''] ?? details?.namedCurve}`;
};

export const privatePem = (key: KeyObject): string => key.export({type: 'pkcs8', format: 'pem'}).toString();
export const publicPem = (key: KeyObject): string => key.export({type: 'spki', format: 'pem'}).toString();

const curveIds: Readonly<Record<string, string>> = {prime256v1: '1.2.840.10045.3.1.7', secp384r1: '1.3.132.0.34'};

/** A point's coordinates come out of OpenSSL many times faster than their DER does. */
const pointSpki = (key: KeyObject, curve: string): Buffer => {
	const {x = '', y = ''} = key.export({format: 'jwk'});
	const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
	return toDer(sequence(sequence(oid('1.2.840.10045.2.1'), oid(curve)), bits(point)));
};

const exportSpki = (key: KeyObject): Buffer => {
	const curve = key.asymmetricKeyType === 'ec' && curveIds[key.asymmetricKeyDetails?.namedCurve ?? ''];
	if (curve) return pointSpki(key, curve);
	return (key.type === 'private' ? createPublicKey(key) : key).export({type: 'spki', format: 'der'});
};

const exported = new WeakMap<KeyObject, Buffer>();

/** The public half of a key, private or public, as SubjectPublicKeyInfo in DER. */
export const spkiOf = (key: KeyObject): Buffer => {
	const spki = exported.get(key) ?? exportSpki(key);
	exported.set(key, spki);
	return spki;
};

export const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** Names a key without showing it: sha256 of the SPKI in DER, lower-case hex. */
export const publicKeySha256 = (key: KeyObject): string => sha256(spkiOf(key));

/** RFC 5280, 4.2.1.2 (1): SHA-1 of the public key's bits. */
export const keyIdentifier = (key: KeyObject): Buffer =>
	createHash('sha1')
		.update(bitString(parts(parseDer(spkiOf(key)))[1]))
		.digest();

type Algorithm = {readonly oid: string; readonly hash: string; readonly keyType: 'rsa' | 'ec'};

const algorithms: readonly Algorithm[] = [
	{oid: '1.2.840.113549.1.1.11', hash: 'sha256', keyType: 'rsa'},
	{oid: '1.2.840.113549.1.1.12', hash: 'sha384', keyType: 'rsa'},
	{oid: '1.2.840.113549.1.1.13', hash: 'sha512', keyType: 'rsa'},
	{oid: '1.2.840.10045.4.3.2', hash: 'sha256', keyType: 'ec'},
	{oid: '1.2.840.10045.4.3.3', hash: 'sha384', keyType: 'ec'},
	{oid: '1.2.840.10045.4.3.4', hash: 'sha512', keyType: 'ec'},
];

export type Signer = {readonly algorithm: Asn1; readonly sign: (data: Buffer) => Buffer};

/** How a key signs: SHA-256, and SHA-384 on the curve of that size. */
export const signerOf = (privateKey: KeyObject): Signer => {
	const hash = kindOf(privateKey) === 'ecdsa-p384' ? 'sha384' : 'sha256';
	const algorithm = algorithms.find(row => row.hash === hash && row.keyType === privateKey.asymmetricKeyType);
	if (!algorithm) throw new Error(`cannot sign with ${kindOf(privateKey)}`);
	// RSA's identifier wants a NULL as its parameters, ECDSA's wants none (RFC 4055, 5758).
	const parameters = algorithm.keyType === 'rsa' ? [nothing()] : [];
	return {algorithm: sequence(oid(algorithm.oid), ...parameters), sign: data => sign(hash, data, privateKey)};
};

/** False also when the algorithm is none of those that clusters use, or does not fit the key. */
export const isSignedBy = (publicKey: KeyObject, algorithmOid: string, data: Buffer, signature: Buffer): boolean => {
	const algorithm = algorithms.find(row => row.oid === algorithmOid && row.keyType === publicKey.asymmetricKeyType);
	return algorithm !== undefined && verify(algorithm.hash, data, publicKey, signature);
};

/** Hashes that are read and judged, but never signed with here. */
const weakHashes: Readonly<Record<string, string>> = {
	'1.2.840.113549.1.1.4': 'md5',
	'1.2.840.113549.1.1.5': 'sha1',
	'1.2.840.10045.4.1': 'sha1',
};

/** The hash of a signature algorithm by its OID; the OID itself when it is another. */
export const signatureHash = (id: string): string => algorithms.find(row => row.oid === id)?.hash ?? weakHashes[id] ?? id;
