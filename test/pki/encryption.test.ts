import {readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import type {EncryptionConfiguration} from '../../source/catalog/configs/encryption.ts';
import {issueEncryption} from '../../source/pki/encryption.ts';
import {PkiError} from '../../source/pki/pki-error.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {makeFolder} from './sample.ts';

const of = (encryption: ClusterSpec['security']['encryption'], encryptionKey = 1) => ({encryption, encryptionKey});

type Keys = {readonly keys: ReadonlyArray<{readonly name: string; readonly secret: string}>};

const read = async (directory: string) => {
	const text = await readFile(path.join(directory, 'encryption.yaml'), 'utf8');
	return {text, providers: (parse(text) as EncryptionConfiguration).resources[0]!.providers};
};

test('a new key has 32 random bytes, is first, closed to others, and plain Secrets stay readable', async t => {
	const [one, two] = [await makeFolder(t), await makeFolder(t)];
	const issued = await issueEncryption(of('secretbox'), one);
	await issueEncryption(of('secretbox'), two);
	t.deepEqual(issued?.slots, ['secretbox/secretbox-1', 'identity']);
	t.is((await stat(path.join(one, 'encryption.yaml'))).mode & 0o777, 0o600);
	const keys = await Promise.all([one, two].map(async folder => (await read(folder)).providers[0]!['secretbox'] as Keys));
	t.deepEqual(
		keys.map(({keys: [key]}) => Buffer.from(key!.secret, 'base64').length),
		[32, 32],
	);
	t.not(keys[0]!.keys[0]!.secret, keys[1]!.keys[0]!.secret);
});

test('a second call changes no byte', async t => {
	const folder = await makeFolder(t);
	const first = await issueEncryption(of('aescbc'), folder);
	const {text} = await read(folder);
	t.deepEqual(await issueEncryption(of('aescbc'), folder), first);
	t.is((await read(folder)).text, text);
});

test('another provider writes from then on, and the old one goes on reading; back again uses the old key', async t => {
	const folder = await makeFolder(t);
	await issueEncryption(of('aescbc'), folder);
	const old = (await read(folder)).providers[0];
	t.deepEqual((await issueEncryption(of('secretbox'), folder))?.slots, ['secretbox/secretbox-1', 'aescbc/aescbc-1', 'identity']);
	t.deepEqual((await read(folder)).providers[1], old);
	t.deepEqual((await issueEncryption(of('aescbc'), folder))?.slots, ['aescbc/aescbc-1', 'secretbox/secretbox-1', 'identity']);
	t.deepEqual((await read(folder)).providers[0], old);
});

test('a higher generation is a new key that writes, and the old ones go on reading; the first may have any name', async t => {
	const folder = await makeFolder(t);
	await issueEncryption(of('secretbox'), folder);
	t.deepEqual((await issueEncryption(of('secretbox', 2), folder))?.slots, ['secretbox/secretbox-2', 'secretbox/secretbox-1', 'identity']);
	const {text} = await read(folder);
	await issueEncryption(of('secretbox', 2), folder);
	await issueEncryption(of('secretbox', 1), folder);
	t.is((await read(folder)).text, text);
	const named = text.replaceAll('secretbox-', 'mine-');
	await writeFile(path.join(folder, 'encryption.yaml'), named);
	t.deepEqual((await issueEncryption(of('secretbox'), folder))?.slots, ['secretbox/mine-2', 'secretbox/mine-1', 'identity']);
	t.is((await read(folder)).text, named);
});

test('identity writes in the clear again, and every key goes on reading; nothing that was there is lost', async t => {
	const folder = await makeFolder(t);
	await issueEncryption(of('secretbox'), folder);
	const {providers} = await read(folder);
	t.deepEqual((await issueEncryption(of('identity'), folder))?.slots, ['identity', 'secretbox/secretbox-1']);
	t.deepEqual((await read(folder)).providers, providers.toReversed());
	t.deepEqual((await issueEncryption(of('secretbox'), folder))?.slots, ['secretbox/secretbox-1', 'identity']);
	t.deepEqual((await read(folder)).providers, providers);
	t.deepEqual((await issueEncryption(of('identity'), await makeFolder(t)))?.slots, ['identity']);
});

test('what a person added to the file stays', async t => {
	const folder = await makeFolder(t);
	await issueEncryption(of('aescbc'), folder);
	const {text} = await read(folder);
	const more = `${text}  - resources: [configmaps]\n    providers: [{identity: {}}]\n`;
	await writeFile(path.join(folder, 'encryption.yaml'), more);
	await issueEncryption(of('aescbc'), folder);
	t.is((await read(folder)).text, more);
	await issueEncryption(of('secretbox'), folder);
	t.regex((await read(folder)).text, /configmaps/);
});

test('a provider of the person that would write Secrets is refused in words, and reads behind the first one', async t => {
	const folder = await makeFolder(t);
	await issueEncryption(of('secretbox'), folder);
	const {text} = await read(folder);
	const kms = '      - kms: {apiVersion: v2, name: vault, endpoint: unix:///run/kms.sock}\n';
	const first = text.replace('    providers:\n', `    providers:\n${kms}`);
	await writeFile(path.join(folder, 'encryption.yaml'), first);
	const refused = await t.throwsAsync(issueEncryption(of('secretbox'), folder), {instanceOf: PkiError});
	t.regex(
		refused!.problems[0]!.reason,
		/^kms\/vault is first in it and would write Secrets, while cluster\.yaml says security\.encryption: secretbox/,
	);
	t.is(refused!.problems[0]!.example, 'move kms/vault behind the first provider of Secrets: it goes on reading there');
	t.is((await read(folder)).text, first);
	await writeFile(path.join(folder, 'encryption.yaml'), text.replace('      - identity:', `${kms}      - identity:`));
	t.deepEqual((await issueEncryption(of('secretbox'), folder))?.slots, ['secretbox/secretbox-1', 'kms/vault', 'identity']);
	t.deepEqual((await issueEncryption(of('secretbox', 2), folder))?.slots, [
		'secretbox/secretbox-2',
		'secretbox/secretbox-1',
		'kms/vault',
		'identity',
	]);
});

test('keys are never left behind: `none` beside them is refused, and so is a file that nobody can read', async t => {
	const folder = await makeFolder(t);
	t.is(await issueEncryption(of('none'), folder), undefined);
	await issueEncryption(of('secretbox'), folder);
	const {text} = await read(folder);
	const refused = await t.throwsAsync(issueEncryption(of('none'), folder), {instanceOf: PkiError});
	t.is(refused?.problems[0]?.path, 'security.encryption');
	t.is(refused?.problems[0]?.example, 'security.encryption: identity');
	for (const broken of ['', 'kind: EncryptionConfiguration\n', text.replace('kind:', 'kind: [secret')]) {
		await writeFile(path.join(folder, 'encryption.yaml'), broken);
		const error = await t.throwsAsync(issueEncryption(of('secretbox'), folder), {instanceOf: PkiError});
		t.notRegex(error?.message ?? '', /secret:/);
		t.is((await read(folder).catch(async () => ({text: await readFile(path.join(folder, 'encryption.yaml'), 'utf8')}))).text, broken);
	}
});
