import {mkdir, readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {forgetIssuers, forgetSecrets} from '../../source/pki/forget-secrets.ts';
import {issueProxySecret} from '../../source/pki/http-proxy.ts';
import {issuePullSecrets, issueRegistrySecrets} from '../../source/pki/registries.ts';
import type {RegistrySpec} from '../../source/spec/types.ts';
import {makeFolder} from './sample.ts';

const proxy = {http: 'http://one.example:3128', https: 'http://one.example:3128', no: [], for: ['containerd']} as const;
const registry = (host: string): RegistrySpec => ({
	host,
	plainHttp: false,
	credentials: './credentials',
	onNodes: true,
	mirrorOf: [],
	paths: {},
	pullSecret: {namespaces: ['default']},
});

test('what opened a proxy or a registry leaves the folder with it, and nothing of anybody else', async t => {
	const pki = path.join(await makeFolder(t), 'pki');
	const both = {registries: [registry('a.example'), registry('b.example:5000')]};
	const credentials = {'a.example': 'user:one', 'b.example:5000': 'user:two'};
	const proxySecret = await issueProxySecret(proxy, 'user:three', pki);
	const registrySecrets = await issueRegistrySecrets(both, credentials, pki);
	const pullSecrets = (await issuePullSecrets(both, credentials, pki))!;
	await writeFile(path.join(pki, 'registries/note.txt'), 'mine\n');
	await mkdir(path.join(pki, 'registries/old'));
	const found = async () => [...(await readdir(path.join(pki, 'registries'))), ...(await readdir(pki))].sort();

	const all = await found();
	await forgetSecrets({proxySecret, registrySecrets, pullSecrets}, pki);
	t.deepEqual(await found(), all);

	await forgetSecrets({proxySecret, registrySecrets: {'a.example': registrySecrets['a.example']!}}, pki);
	t.deepEqual(
		await found(),
		all.filter(name => !['b.example_5000_.toml', 'pull-secrets.yaml'].includes(name)),
	);
	await forgetSecrets({}, pki);
	t.deepEqual(await found(), ['.gitignore', 'note.txt', 'old', 'registries']);
});

test('a file of the same name that a person wrote stays, and a folder without any is as good', async t => {
	const pki = path.join(await makeFolder(t), 'pki');
	await forgetSecrets({}, pki);
	await mkdir(pki, {recursive: true});
	await writeFile(path.join(pki, 'http-proxy.env'), '# mine\n');
	await forgetSecrets({}, pki);
	t.deepEqual(await readdir(pki), ['http-proxy.env']);
});

test('the key of an issuer leaves with it', async t => {
	const pki = path.join(await makeFolder(t), 'pki');
	await forgetIssuers([], pki);
	await mkdir(path.join(pki, 'issuers'), {recursive: true});
	for (const name of ['office.crt', 'office.key', 'old.crt', 'old.key', 'note.txt']) await writeFile(path.join(pki, 'issuers', name), name);
	await forgetIssuers(['issuers/office'], pki);
	t.deepEqual((await readdir(path.join(pki, 'issuers'))).sort(), ['note.txt', 'office.crt', 'office.key']);
});
