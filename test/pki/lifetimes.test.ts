import path from 'node:path';
import test from 'ava';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {lintCertificates} from '../../source/plan/lint-certificates.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {noteText} from '../../source/plan/words.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {bundle, makeAuthority} from './corporate.ts';
import {issue, issueSample, makeFolder, sampleSpec, snapshot} from './sample.ts';

/** What a plan notes of lifetimes; the sample's endpoint is a name, of which it has a note in any case. */
const notesOf = (spec: ClusterSpec, pki: Pki): string[] =>
	makePlan(spec, {}, pki)
		.notes.filter(({id}) => id !== 'endpointOutside')
		.map(noteText);

test('another lifetime is no reason to refuse what is there, and the plan says what keeps the old one', async t => {
	const {directory, pki, spec} = await issueSample(t);
	t.deepEqual(notesOf(spec, pki), []);
	const before = await snapshot(directory);
	const other = sampleSpec({days: 30, caDays: 7300});
	t.deepEqual(notesOf(other, await issue(other, directory)), [
		'3 authorities keep the lifetime they were made with (3650 days, not 7300): new ones mean removing them and everything they signed from pki/',
		'16 certificates keep the lifetime they were made with (365 days, not 30): renew them by removing them from pki/',
	]);
	t.deepEqual(await snapshot(directory), before);
});

test('what ends with its authority is said once for each authority, and of no other', async t => {
	const now = new Date('2030-06-01T12:00:00.000Z');
	const directory = path.join(await makeFolder(t), 'pki');
	const spec = sampleSpec({caDays: 100});
	const pki = await issue(spec, directory, now);
	const found = lintCertificates(spec, pki);
	t.deepEqual(
		found.map(({certificate, severity}) => [certificate, severity]),
		[
			['ca', 'warning'],
			['etcd-ca', 'warning'],
			['front-proxy-ca', 'warning'],
		],
	);
	t.is(found[2]!.what, 'the certificate it signed ends with it on 2030-09-09, before its 365 days');
	t.regex(found[0]!.what, /^\d certificates it signed end with it on 2030-09-09, before their 365 days$/);
	// The warning says it already; a wish for less than even that is another matter.
	t.deepEqual(notesOf(spec, pki), []);
	const shorter = sampleSpec({caDays: 100, days: 30});
	t.is(notesOf(shorter, await issue(shorter, directory, now)).length, 1);
});

test('an intermediate signs no longer than those above it', async t => {
	const base = await makeFolder(t);
	await makeAuthority(base, {name: 'root', days: 20});
	await makeAuthority(base, {name: 'a', signer: 'root', days: 1000});
	await bundle(base, 'ca.pem', ['a', 'root']);
	const spec = sampleSpec({own: {ca: {certificate: 'ca.pem', key: 'a.key'}}});
	const pki = await issue(spec, path.join(base, 'pki'));
	const [found, ...more] = lintCertificates(spec, pki).filter(({what}) => what.includes('end with it'));
	t.is(found?.certificate, 'ca');
	t.regex(found!.mend, /^have an authority made that is valid for longer/);
	t.deepEqual(more, []);
	t.deepEqual(notesOf(spec, pki), []);
});
