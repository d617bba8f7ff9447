import {createHash, generateKeyPairSync} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {keyOfPoint, readEvidence} from '../../scripts/lib/disk-evidence.ts';
import {issueSample} from '../pki/sample.ts';

test('the point at the end of a P-256 key is its public half, and gives the sum of its SPKI', async t => {
	const {directory} = await issueSample(t);
	const authority = await readFile(path.join(directory, 'ca.crt'), 'utf8');
	const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const der = privateKey.export({type: 'sec1', format: 'der'});
	t.is(der.length, 121);
	const wanted = createHash('sha256')
		.update(publicKey.export({type: 'spki', format: 'der'}))
		.digest('hex');
	t.is(keyOfPoint(der.subarray(-65)), wanted);
	t.deepEqual(readEvidence(`point ${der.subarray(-65).toString('base64')}\n`, {authority}), {waitingKey: wanted});
	t.deepEqual(readEvidence('point AAAA\n', {authority}), {});
	t.deepEqual(readEvidence('', {authority}), {});
});

test("a certificate on the disk tells its serial, whether it is this cluster's, and whether it is the one that was issued", async t => {
	const {directory} = await issueSample(t);
	const [authority, leaf, other] = await Promise.all(
		['ca.crt', 'apiserver.crt', 'front-proxy-ca.crt'].map(file => readFile(path.join(directory, file), 'utf8')),
	);
	const {certificate} = readEvidence(leaf!, {authority: authority!, issued: leaf!});
	t.like(certificate, {ours: true, issued: true, commonName: 'kube-apiserver'});
	t.regex(certificate?.serial ?? '', /^[0-9a-f]{20,}$/);
	t.like(readEvidence(leaf!, {authority: authority!, issued: authority!}).certificate, {issued: false});
	t.like(readEvidence(leaf!, {authority: other!}).certificate, {ours: false, issued: undefined});
});
