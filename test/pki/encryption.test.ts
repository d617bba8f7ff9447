import {readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import type {EncryptionConfiguration} from '../../source/catalog/configs/encryption.ts';
import {issueEncryption} from '../../source/pki/encryption.ts';
import {PkiError} from '../../source/pki/pki-error.ts';
import {makeFolder} from './sample.ts';

type Keys = {readonly keys: ReadonlyArray<{readonly name: string; readonly secret: string}>};

const read = async (directory: string) => {
	const text = await readFile(path.join(directory, 'encryption.yaml'), 'utf8');
	return {text, providers: (parse(text) as EncryptionConfiguration).resources[0]!.providers};
};

test('a new key has 32 random bytes, is first, closed to others, and plain Secrets stay readable', async t => {
	const [one, two] = [await makeFolder(t), await makeFolder(t)];
	const issued = await issueEncryption('secretbox', one);
	await issueEncryption('secretbox', two);
	t.deepEqual(issued?.providers, ['secretbox', 'identity']);
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
	const first = await issueEncryption('aescbc', folder);
	const {text} = await read(folder);
	t.deepEqual(await issueEncryption('aescbc', folder), first);
	t.is((await read(folder)).text, text);
});

test('another provider writes from then on, and the old one goes on reading; back again uses the old key', async t => {
	const folder = await makeFolder(t);
	await issueEncryption('aescbc', folder);
	const old = (await read(folder)).providers[0];
	t.deepEqual((await issueEncryption('secretbox', folder))?.providers, ['secretbox', 'aescbc', 'identity']);
	t.deepEqual((await read(folder)).providers[1], old);
	t.deepEqual((await issueEncryption('aescbc', folder))?.providers, ['aescbc', 'secretbox', 'identity']);
	t.deepEqual((await read(folder)).providers[0], old);
});

test('what a person added to the file stays', async t => {
	const folder = await makeFolder(t);
	await issueEncryption('aescbc', folder);
	const {text} = await read(folder);
	const more = `${text}  - resources: [configmaps]\n    providers: [{identity: {}}]\n`;
	await writeFile(path.join(folder, 'encryption.yaml'), more);
	await issueEncryption('aescbc', folder);
	t.is((await read(folder)).text, more);
	await issueEncryption('secretbox', folder);
	t.regex((await read(folder)).text, /configmaps/);
});

test('keys are never left behind: `none` beside them is refused, and so is a file that nobody can read', async t => {
	const folder = await makeFolder(t);
	t.is(await issueEncryption('none', folder), undefined);
	await issueEncryption('secretbox', folder);
	const {text} = await read(folder);
	const refused = await t.throwsAsync(issueEncryption('none', folder), {instanceOf: PkiError});
	t.is(refused?.problems[0]?.path, 'security.encryption');
	t.is(refused?.problems[0]?.example, 'security.encryption: secretbox');
	for (const broken of ['', 'kind: EncryptionConfiguration\n', text.replace('kind:', 'kind: [secret')]) {
		await writeFile(path.join(folder, 'encryption.yaml'), broken);
		const error = await t.throwsAsync(issueEncryption('secretbox', folder), {instanceOf: PkiError});
		t.notRegex(error?.message ?? '', /secret:/);
		t.is((await read(folder).catch(async () => ({text: await readFile(path.join(folder, 'encryption.yaml'), 'utf8')}))).text, broken);
	}
});
