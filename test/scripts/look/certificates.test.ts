import {copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {certificatesQuestion, gatherCertificates, readCertificates} from '../../../scripts/lib/look/certificates.ts';
import {issueSample} from '../../pki/sample.ts';

test('certificates are found in PEM files and kubeconfigs, each once with its places; of keys nothing is printed', async t => {
	const {directory} = await issueSample(t);
	const folder = path.join(directory, 'host');
	await mkdir(folder);
	const [leaf, key, ca] = await Promise.all(
		['apiserver.crt', 'apiserver.key', 'ca.crt'].map(file => readFile(path.join(directory, file), 'utf8')),
	);
	const put = (name: string, content: string) => writeFile(path.join(folder, name), content);
	await copyFile(path.join(directory, 'apiserver.crt'), path.join(folder, 'leaf.crt'));
	await put('both.pem', `${leaf}${key}`);
	await put('key first.pem', `${key}${ca}`);
	await put('torn.pem', `${leaf!.split('\n').slice(0, 3).join('\n')}\n${key}`);
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	await put('a.conf', `users:\n- user:\n    client-certificate-data: ${base64(leaf!)}\n    client-key-data: ${base64(key!)}\n`);
	const {stdout} = await execa('bash', ['-c', `set -euo pipefail\n${certificatesQuestion.replace('/etc/kubernetes', `'${folder}'`)}`]);

	t.false(stdout.includes('PRIVATE'));
	t.false(stdout.includes(base64(key!)));
	// The secret is in the first two lines; the last one is of the public point, which the certificate holds, too.
	for (const line of key!.split('\n').slice(1, 3)) t.false(stdout.includes(line), 'a line of a key was printed');
	const seen = gatherCertificates([['node1', readCertificates(stdout)]]);
	t.deepEqual(
		seen.map(({commonName, authority, places}) => [commonName, authority, places.map(place => path.basename(place.path)).sort()]),
		[
			['kube-apiserver', false, ['a.conf', 'both.pem', 'leaf.crt']],
			['kubernetes-ca', true, ['key first.pem']],
		],
	);
	t.is(seen[0]?.issuer, 'kubernetes-ca');
	t.true(Date.parse(seen[0]!.notAfter) > Date.now());
});

test('the same certificate on two hosts is one, with both', async t => {
	const {directory} = await issueSample(t);
	const data = (await readFile(path.join(directory, 'ca.crt'), 'utf8')).split('\n').slice(1, -2).join('');
	const found = readCertificates(`file /etc/ca.crt\ndata ${data}\ndata nonsense\n`);
	const [one, ...more] = gatherCertificates([
		['node1', found],
		['node2', found],
	]);
	t.deepEqual(more, []);
	t.deepEqual(
		one?.places.map(({host}) => host),
		['node1', 'node2'],
	);
});
