/** Certificates of people. */
import {readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {issueAll} from '../../source/pki/issue-all.ts';
import {issueUser} from '../../source/pki/issue-user.ts';
import {PkiError} from '../../source/pki/pki-error.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import {makeFolder, openssl, sampleSpec} from './sample.ts';

const alice = {name: 'alice', groups: ['developers', 'testers'], days: 90, key: 'ecdsa-p256'} as const;

test('a person gets a client certificate with all groups, which the authority has signed, and no longer than that lives', async t => {
	const directory = await makeFolder(t);
	const {certificates, keyPairs} = requestCertificates(sampleSpec());
	await issueAll(certificates, keyPairs, directory, {now: new Date()});
	const {certificate, key, notAfter} = await issueUser(directory, alice, new Date());
	const {stdout} = await openssl(
		['x509', '-noout', '-subject', '-ext', 'extendedKeyUsage,subjectAltName', '-nameopt', 'RFC2253'],
		certificate,
	);
	t.regex(stdout, /subject=CN=alice,O=testers,O=developers/);
	t.regex(stdout, /TLS Web Client Authentication/);
	t.notRegex(stdout, /Server|Alternative/);
	const verified = await openssl(['verify', '-CAfile', path.join(directory, 'ca.crt'), '-purpose', 'sslclient'], certificate);
	t.is(verified.exitCode, 0, verified.stderr);
	t.is((await openssl(['pkey', '-pubout'], key)).stdout, (await openssl(['x509', '-noout', '-pubkey'], certificate)).stdout);
	t.true(Math.abs(notAfter.getTime() - Date.now() - 90 * 86_400_000) < 60_000);
	const longest = await issueUser(directory, {...alice, days: 36_500}, new Date());
	t.true(longest.notAfter.getTime() < Date.now() + 3651 * 86_400_000);
	t.notRegex(await readFile(path.join(directory, 'ca.crt'), 'utf8'), new RegExp(certificate.split('\n')[1]!.replaceAll('+', '\\+')));
});

test('without the key of ca nobody signs for a person, and what to do is said', async t => {
	const directory = await makeFolder(t);
	const {certificates, keyPairs} = requestCertificates(sampleSpec());
	await issueAll(certificates, keyPairs, directory, {now: new Date()});
	await rm(path.join(directory, 'ca.key'));
	const error = await t.throwsAsync(issueUser(directory, alice, new Date()), {instanceOf: PkiError});
	t.like(error?.problems[0], {path: 'pki/ca.key', example: '--service-account'});
	t.regex(error?.problems[0]?.reason ?? '', /key of ca is not here/);
});
