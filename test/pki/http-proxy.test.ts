import {chmod, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {issueProxySecret} from '../../source/pki/http-proxy.ts';
import {makeFolder} from './sample.ts';

const proxy = {http: 'http://one.example:3128', https: 'http://two.example:3128', no: [], for: ['containerd']} as const;

test('what opens a proxy is a file of its own, known by an id that tells nothing of it and stays while it stays', async t => {
	const pki = path.join(await makeFolder(t), 'pki');
	const first = await issueProxySecret(proxy, 'user:p@ss word', pki);
	const file = path.join(pki, first.file);
	t.is(
		await readFile(file, 'utf8'),
		`# ${first.id}\nHTTP_PROXY=http://user:p%40ss%20word@one.example:3128\nHTTPS_PROXY=http://user:p%40ss%20word@two.example:3128\n`,
	);
	await chmod(file, 0o644);
	t.deepEqual(await issueProxySecret(proxy, 'user:p@ss word', pki), first);
	t.is((await stat(file)).mode & 0o777, 0o600);
	const second = await issueProxySecret(proxy, 'user:other', pki);
	t.not(second.id, first.id);
	t.deepEqual(await issueProxySecret(proxy, 'user:other', pki), second);
	t.not((await issueProxySecret(proxy, 'user:p@ss word', pki)).id, first.id);
});
