/** An authority of the person's own with which cert-manager signs. */
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {lintCertificates} from '../../source/plan/lint-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issue, makeFolder, reasons, sampleSpec} from './sample.ts';

const ca = {certificate: './office-ca.crt', key: './office-ca.key'};
const spec: ClusterSpec = {...sampleSpec(), addons: [{kind: 'cert-manager', issuers: [{name: 'office', ca}]}]};

/** A pair of another cluster, beside cluster.yaml. */
const makePair = async (t: ExecutionContext, folder: string, name: string, now?: Date): Promise<string> => {
	const other = path.join(await makeFolder(t), 'pki');
	await issue(sampleSpec(), other, now);
	for (const ending of ['crt', 'key'])
		await writeFile(path.join(folder, `office-ca.${ending}`), await readFile(path.join(other, `${name}.${ending}`)));
	return readFile(path.join(folder, 'office-ca.crt'), 'utf8');
};

test('an issuer’s authority is kept below pki, newer files take its place, and nothing is said against it', async t => {
	const folder = await makeFolder(t);
	const pki = path.join(folder, 'pki');
	for (const _ of ['first', 'renewed']) {
		const pem = await makePair(t, folder, 'ca');
		const {certificates, contents} = await issue(spec, pki);
		t.is(certificates['issuers/office']!.certificate, pem);
		t.is(await readFile(path.join(pki, 'issuers/office.key'), 'utf8'), await readFile(path.join(folder, 'office-ca.key'), 'utf8'));
		t.deepEqual(
			lintCertificates(spec, {contents}).filter(({certificate}) => certificate === 'issuers/office'),
			[],
		);
	}
});

test('a leaf, and an authority that ended, are refused with their file', async t => {
	const folder = await makeFolder(t);
	const pki = path.join(folder, 'pki');
	await makePair(t, folder, 'apiserver');
	t.regex(await reasons(issue(spec, pki)), /^\.\/office-ca\.crt: it is not an authority/);
	await makePair(t, folder, 'ca', new Date('2001-01-01'));
	t.regex(await reasons(issue(spec, pki)), /^\.\/office-ca\.crt: it expired/);
});

test('an authority that the cluster itself believes issues nothing', async t => {
	const folder = await makeFolder(t);
	const pki = path.join(folder, 'pki');
	await issue(sampleSpec(), pki);
	for (const name of ['ca', 'etcd-ca', 'front-proxy-ca'])
		for (const [from, to] of [
			['crt', ca.certificate],
			['key', ca.key],
		] as const) {
			await writeFile(path.join(folder, to), await readFile(path.join(pki, `${name.replace('etcd-ca', 'etcd/ca')}.${from}`)));
			if (from === 'key') t.regex(await reasons(issue(spec, pki)), new RegExp(`office-ca\\.crt: .* by its authority ${name}: `));
		}
});
