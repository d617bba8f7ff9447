import {readFile, truncate, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {wantedArtifacts} from '../../../source/catalog/releases.ts';
import {openBundle} from '../../../source/run/bundle/open-bundle.ts';
import {takeBundle} from '../../../source/run/bundle/take-bundle.ts';
import {verifyBundle} from '../../../source/run/bundle/verify-bundle.ts';
import {refusal, specOf, straw} from './bundle-setting.ts';

const verify = async (file: string) => {
	await using bundle = await openBundle(file);
	await verifyBundle(bundle);
};

/** A bundle with one byte of a member turned. */
const tampered = async (t: ExecutionContext, name: string) => {
	const {create, output, ...others} = await straw(t);
	await create();
	const bytes = await readFile(output);
	await using bundle = await openBundle(output);
	const {offset} = bundle.places.find(place => place.name.endsWith(name))!;
	bytes[offset + 100]! ^= 1;
	await writeFile(output, bytes);
	return {output, ...others};
};

test('a member with one other byte is named', async t => {
	const {output} = await tampered(t, 'runc.amd64');
	const reasons = await refusal(t, verify(output));
	t.is(reasons.length, 1);
	t.regex(reasons[0]!, /^artifacts\/.*\/runc.amd64: wrong sha256: it is [0-9a-f]{64}, but bundle.json says [0-9a-f]{64}$/);
});

test('nothing is taken from a bundle whose member is another one', async t => {
	const {folder, cache} = await tampered(t, 'pause.tar');
	const spec = specOf('{from: bundle, path: made.tar, sums: beside}');
	const [reason] = await refusal(t, takeBundle(spec, folder, wantedArtifacts(spec, 'amd64'), {cache}));
	t.regex(reason!, /^images\/pause.tar: wrong sha256/);
});

test('a bundle that is cut off, at whichever place, is refused before anything of it is used', async t => {
	const {create, output} = await straw(t);
	await create();
	const whole = await readFile(output);
	for (const size of [whole.length - 1024, whole.length - 3000, 20_000, 700, 100]) {
		await writeFile(output, whole);
		await truncate(output, size);
		t.deepEqual(await refusal(t, openBundle(output)), [`made.tar: it is cut off: it ends after ${size} bytes, and more belongs to it`]);
	}
});

test('a size that is none ends the reading', async t => {
	const {create, output} = await straw(t);
	await create();
	const bytes = await readFile(output);
	// The size stands in 12 bytes from 124 on, and the sum of all bytes, its own taken as blanks, in 8 from 148 on.
	bytes.write('-0000001000\0', 124);
	bytes.fill(' ', 148, 156);
	const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
	bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	await writeFile(output, bytes);
	t.deepEqual(await refusal(t, openBundle(output)), ['made.tar: it is no tar archive']);
});

test('what is no bundle is called so', async t => {
	const {output, artifacts, directory} = await straw(t);
	await writeFile(output, 'x'.repeat(2000));
	t.deepEqual(await refusal(t, openBundle(output)), ['made.tar: it is no tar archive']);
	t.deepEqual(await refusal(t, openBundle(path.join(artifacts, 'images/pause.tar'))), [
		'pause.tar: it is no bundle: its first file is not bundle.json',
	]);
	t.deepEqual(await refusal(t, openBundle(path.join(directory, 'gone.tar'))), ['gone.tar: there is no such file']);
});

test('a lock file that leads out of the bundle, or is of another kind, is refused', async t => {
	const {create, output} = await straw(t);
	await create();
	const whole = await readFile(output, 'latin1');
	const changed = async (from: string, to: string) => {
		await writeFile(output, whole.replace(from, to), 'latin1');
		return (await refusal(t, openBundle(output)))[0]!;
	};
	t.regex(
		await changed('"name": "images/pause.tar"', '"name": "../..s/pause.tar"'),
		/its bundle.json cannot be used: members\[5\].name is not/,
	);
	t.regex(await changed('bundle-v1"', 'bundle-v9"'), /its bundle.json cannot be used: format is not/);
});

test('what the lock file does not name, or names and is not there, is told', async t => {
	const {create, output} = await straw(t);
	await create();
	const whole = await readFile(output, 'latin1');
	await writeFile(output, whole.replace('"name": "images/pause.tar"', '"name": "images/pausx.tar"'), 'latin1');
	t.deepEqual(await refusal(t, verify(output)), [
		'images/pausx.tar: it is named in bundle.json, but not in the archive',
		'images/pause.tar: it is in the archive, but bundle.json does not name it',
	]);
});
