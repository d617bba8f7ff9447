/** A leaf of the person's own in the place of one that kinstall would issue. */
import {readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {lintCertificates} from '../../source/plan/lint-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issue, makeFolder, reasons, sampleSpec} from './sample.ts';

const traefik = (domain: string, tls?: {certificate: string; key: string}): ClusterSpec => ({
	...sampleSpec(),
	addons: [{kind: 'traefik', domain, defaultClass: false, nodePorts: {http: 30_080, https: 30_443}, ...(tls && {tls})}],
});
const tls = {certificate: './apps.crt', key: './apps.key'};

/** A pair that another cluster's authority signed, beside cluster.yaml. */
const makePair = async (t: ExecutionContext, folder: string, domain: string, now?: Date) => {
	const other = path.join(await makeFolder(t), 'pki');
	await issue(traefik(domain), other, now);
	for (const ending of ['crt', 'key'])
		await writeFile(path.join(folder, `apps.${ending}`), await readFile(path.join(other, `ingress.${ending}`)));
	return readFile(path.join(folder, 'apps.crt'), 'utf8');
};

test('an own pair is kept below pki, newer files take its place, and it outlives the files', async t => {
	const folder = await makeFolder(t);
	const pki = path.join(folder, 'pki');
	const spec = traefik('apps.example.org', tls);
	for (const _ of ['first', 'renewed']) {
		const pem = await makePair(t, folder, 'apps.example.org');
		const {certificates, contents} = await issue(spec, pki);
		t.is(certificates['ingress']!.certificate, pem);
		t.is(await readFile(path.join(pki, 'ingress.crt'), 'utf8'), pem);
		t.is(await readFile(path.join(pki, 'ingress.key'), 'utf8'), await readFile(path.join(folder, 'apps.key'), 'utf8'));
		t.deepEqual(
			lintCertificates(spec, {contents}).filter(({certificate}) => certificate === 'ingress'),
			[],
		);
	}

	const before = await readFile(path.join(pki, 'ingress.crt'), 'utf8');
	for (const file of ['apps.crt', 'apps.key']) await rm(path.join(folder, file));
	t.is((await issue(spec, pki)).certificates['ingress']!.certificate, before);
});

test('an own pair that is missing, of another domain, out of date, or of two halves is refused with its file', async t => {
	const folder = await makeFolder(t);
	const pki = path.join(folder, 'pki');
	const spec = traefik('apps.example.org', tls);
	t.regex(await reasons(issue(spec, pki)), /^\.\/apps\.crt: .*is not there\n\.\/apps\.key: /);
	await makePair(t, folder, 'other.example.org');
	t.regex(await reasons(issue(spec, pki)), /^\.\/apps\.crt: .*no name below apps\.example\.org$/);
	await makePair(t, folder, 'apps.example.org', new Date('2020-01-01'));
	t.regex(await reasons(issue(spec, pki)), /^\.\/apps\.crt: it expired/);
	await makePair(t, folder, 'apps.example.org');
	const first = await readFile(path.join(folder, 'apps.key'));
	await makePair(t, folder, 'apps.example.org');
	await writeFile(path.join(folder, 'apps.key'), first);
	t.regex(await reasons(issue(spec, pki)), /^\.\/apps\.key: .*is not the key of/);
	await writeFile(path.join(folder, 'apps.key'), 'nothing');
	t.regex(await reasons(issue(spec, pki)), /^\.\/apps\.key: .*cannot be used/);
});
