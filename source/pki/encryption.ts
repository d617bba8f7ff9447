/** The keys that Secrets are encrypted with in etcd: `encryption.yaml` below `pki/`, as the API server reads it. */
import {createHash, randomBytes} from 'node:crypto';
import path from 'node:path';
import {parse, stringify} from 'yaml';
import type {IssuedEncryption} from '../catalog/certificate-types.ts';
import {
	type EncryptionConfiguration,
	encryptionSecret,
	encryptWith,
	foreignWriter,
	isEncryptionConfiguration,
	slotsOf,
} from '../catalog/configs/encryption.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {makePrivate, prepareFolder, readIfThere, writeWhole} from './folder.ts';
import {PkiError} from './pki-error.ts';

const t = texts.pki.encryption;
const shown = `pki/${encryptionSecret}`;
const keyBytes = 32;

const read = (text: string): EncryptionConfiguration => {
	try {
		const value: unknown = parse(text);
		if (isEncryptionConfiguration(value)) return value;
	} catch {
		// The parser quotes the line, which may hold a key: said without it.
	}
	throw new PkiError([{path: shown, reason: t.unreadable, example: t.putBack}]);
};

const describe = (text: string): IssuedEncryption => ({
	file: encryptionSecret,
	sha256: createHash('sha256').update(text).digest('hex'),
	slots: slotsOf(read(text)),
});

/**
 * Makes or completes the configuration below `directory` (the cluster's `pki/`); a key that is there is never lost. Undefined
 * when nothing is to be encrypted. Throws PkiError when that is asked for while there are keys, when
 * the file is not readable, and when it has something write Secrets that kinstall does not write with.
 */
export const issueEncryption = async (
	{encryption: wanted, encryptionKey}: Pick<ClusterSpec['security'], 'encryption' | 'encryptionKey'>,
	directory: string,
): Promise<IssuedEncryption | undefined> => {
	const file = path.join(directory, encryptionSecret);
	const text = await readIfThere(file);
	if (wanted === 'none') {
		if (text === undefined) return undefined;
		// Without the keys an API server reads none of the Secrets that were written with them.
		throw new PkiError([{path: 'security.encryption', reason: t.keysThere(shown), example: t.identity}]);
	}
	const existing = text === undefined ? undefined : read(text);
	const foreign = existing && foreignWriter(existing);
	if (foreign !== undefined) throw new PkiError([{path: shown, reason: t.foreign(foreign, wanted), example: t.behind(foreign)}]);
	const next = encryptWith(wanted, encryptionKey, randomBytes(keyBytes).toString('base64'), existing);
	if (next === undefined) {
		await makePrivate(file, 0o600);
		return describe(text!);
	}
	const written = stringify(next);
	await prepareFolder(directory);
	await writeWhole(file, written, 0o600);
	return describe(written);
};
