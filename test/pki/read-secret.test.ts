import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {readSecret} from '../../source/pki/read-secret.ts';
import {certificateFiles} from '../../source/plan/certificate-files.ts';
import {hostOf, issueSample, makeFolder, openssl} from './sample.ts';

test('each stand-in leads to the key whose public half it names', async t => {
	const {spec, directory, pki} = await issueSample(t);
	const secrets = certificateFiles(spec, hostOf(spec, 'node1'), pki).filter(({secret}) => secret !== undefined);
	t.is(secrets.length, 14);
	for (const {content, secret} of secrets) {
		const {stdout} = await openssl(['pkey', '-pubout'], await readSecret(directory, secret!));
		const {stdout: digest} = await openssl(['sha256', '-r'], Buffer.from(stdout.replace(/-----[A-Z ]+-----/g, ''), 'base64'));
		t.is(digest.slice(0, 64), /public-key-sha256=([0-9a-f]{64})\n$/.exec(content)?.[1] ?? 'none');
	}
});

test('nothing outside of the folder is read', async t => {
	const directory = await makeFolder(t);
	await writeFile(path.join(directory, 'plain'), 'x');
	for (const file of ['../plain', '/etc/hostname', '..', '.', 'a/../../plain']) {
		await t.throwsAsync(readSecret(path.join(directory, 'pki'), file), {message: /is not below pki/});
	}

	await t.throwsAsync(readSecret(directory, 'absent.key'), {code: 'ENOENT'});
});
