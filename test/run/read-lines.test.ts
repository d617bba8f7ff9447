import {appendFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {lineReader} from '../../source/run/read-lines.ts';

let folder: string;
test.before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'kinstall-lines-'));
});
test.after.always(() => rm(folder, {recursive: true}));

test('lines come whole, however they were written, and characters are not cut', async t => {
	const file = path.join(folder, 'lines');
	const {next, position} = lineReader(file, 2);
	t.deepEqual(await next(), [], 'no file yet');
	await appendFile(file, 'x\nfirst\nsec');
	t.deepEqual(await next(), ['first']);
	t.deepEqual(await next(), []);
	const bytes = Buffer.from('ond 日本\n\nthird\n');
	await appendFile(file, bytes.subarray(0, 6));
	t.deepEqual(await next(), []);
	await appendFile(file, bytes.subarray(6));
	t.deepEqual(await next(), ['second 日本', '', 'third']);
	t.is(position(), 2 + Buffer.byteLength('first\nsecond 日本\n\nthird\n'));
	t.deepEqual(await lineReader(file, 2, 8).next(), ['first'], 'not beyond the end that was wanted');
});

test('lines longer than what is read at once, and many of them, are all there', async t => {
	const file = path.join(folder, 'long');
	const lines = ['a', 'b'.repeat(1_000_000), 'c', ...Array.from({length: 50_000}, (_, row) => `row ${row}`)];
	await appendFile(file, `${lines.join('\n')}\n`);
	const {next} = lineReader(file, 0);
	const read: string[] = [];
	for (let some = await next(); some.length > 0; some = await next()) read.push(...some);
	t.deepEqual(read, lines);
});
