import {readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {issue, issueSample, listFiles, makeFolder, openssl, sampleSpec, snapshot} from './sample.ts';

const child = fileURLToPath(new URL('issue-in-child.ts', import.meta.url));
const complete = 2 * 19 + 2 + 1;

/** A first call that kills itself with SIGKILL just as so many files of a kind are there. Gives what it left. */
const killAt = async (directory: string, ending: string, files: number): Promise<Awaited<ReturnType<typeof snapshot>>> => {
	const {signal, stderr} = await execa(process.execPath, ['--import=tsx', child, directory, ending, String(files)], {reject: false});
	if (signal !== 'SIGKILL') throw new Error(`it was not killed: ${stderr}`);
	return snapshot(directory);
};

const isComplete = async (t: ExecutionContext, directory: string): Promise<void> => {
	const files = await listFiles(directory);
	t.is(files.length, complete);
	t.deepEqual(
		files.filter(file => file.endsWith('.tmp')),
		[],
	);
	const leaf = path.join(directory, 'apiserver.crt');
	t.is((await openssl(['verify', '-x509_strict', '-CAfile', path.join(directory, 'ca.crt'), leaf])).exitCode, 0);
};

for (const [ending, files] of [
	['.key', 1],
	['.key', 12],
	['.crt', 1],
	['.crt', 4],
] as const) {
	test.serial(`killed with ${files} ${ending} written: the next call completes the folder and keeps what was whole`, async t => {
		const directory = path.join(await makeFolder(t), 'pki');
		const left = await killAt(directory, ending, files);
		t.is(Object.keys(left).filter(file => file.endsWith(ending)).length, files);
		const keys = Object.keys(left).filter(file => file.endsWith('.key')).length;
		if (ending === '.crt') t.true(keys >= 18, 'no certificate lies there before every key does');
		await issue(sampleSpec(), directory);
		await isComplete(t, directory);
		const after = await snapshot(directory);
		for (const [file, content] of Object.entries(left)) if (!file.endsWith('.tmp')) t.deepEqual(after[file], content, file);
	});
}

test('an empty certificate, which a power cut may leave of a leaf, is made anew', async t => {
	const {spec, directory} = await issueSample(t);
	const leaf = path.join(directory, 'apiserver.crt');
	await writeFile(leaf, '');
	await issue(spec, directory);
	await isComplete(t, directory);
});

test('half a file beside a missing one does no harm', async t => {
	const {spec, directory} = await issueSample(t);
	for (const file of ['scheduler.key', 'sa.pub', 'hosts/node5/etcd/peer.crt']) {
		const whole = path.join(directory, file);
		await writeFile(`${whole}.tmp`, (await readFile(whole, 'utf8')).slice(0, 100));
		if (file === 'scheduler.key') await rm(path.join(directory, 'scheduler.crt'));
		await rm(whole);
	}

	await issue(spec, directory);
	await isComplete(t, directory);
});
