import {mkdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {inWords} from '../../source/cli/in-words.ts';
import {PkiError} from '../../source/pki/pki-error.ts';
import {refuseIo} from '../../source/pki/refuse-io.ts';
import {issue, issueSample, makeFolder, sampleSpec} from './sample.ts';

test('a folder in the place of a certificate is named, with what to do', async t => {
	const {directory, spec} = await issueSample(t);
	const file = path.join(directory, 'scheduler.crt');
	await rm(file);
	await mkdir(file);
	const error = (await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError}))!;
	t.true(inWords(error).startsWith(`${file}: it is a folder, and a file belongs there (EISDIR)\n`), inWords(error));
	t.true(inWords(error).includes(`move the folder ${file} away`));
});

test('a folder in the place of an own authority is told at its field', async t => {
	const base = await makeFolder(t);
	await mkdir(path.join(base, 'ca.pem'));
	const spec = sampleSpec({own: {ca: {certificate: 'ca.pem'}}});
	const {problems} = (await t.throwsAsync(issue(spec, path.join(base, 'pki')), {instanceOf: PkiError}))!;
	t.is(problems[0]!.path, 'pki.own.ca.certificate');
	t.is(problems[0]!.reason, 'ca.pem cannot be used (it is a folder, and a file belongs there (EISDIR))');
});

test('a file in the place of pki is named', async t => {
	const directory = path.join(await makeFolder(t), 'pki');
	await writeFile(directory, '');
	const {problems} = (await t.throwsAsync(issue(sampleSpec(), directory), {instanceOf: PkiError}))!;
	t.regex(problems[0]!.reason, /^what it should lie in is no folder/);
	t.is(problems[0]!.example, `move the file ${directory} away`);
});

test('what the system denies is said with its path and the next step, anything else stays as it was', t => {
	const denied = Object.assign(new Error('EACCES: permission denied'), {code: 'EACCES'});
	const said = inWords(t.throws(() => refuseIo('/c/pki/ca.key', denied), {instanceOf: PkiError}));
	t.regex(said, /^\/c\/pki\/ca\.key: this user may not read or write it \(EACCES\)\n.*run kinstall as the user whose folder \/c\/pki is/);
	const other = Object.assign(new Error('EIO'), {code: 'EIO'});
	t.is(
		t.throws(() => refuseIo('/c', other)),
		other,
	);
});
