/** Files to a host, which a folder and a shell of this machine play: what travels is counted. */
import {createHash, randomBytes} from 'node:crypto';
import {mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {compressed} from '../../../scripts/lib/transfer/compressed.ts';
import {linkSpeed} from '../../../scripts/lib/transfer/link-speed.ts';
import {makeTurns} from '../../../scripts/lib/transfer/pace.ts';
import type {Parcel} from '../../../scripts/lib/transfer/parcel.ts';
import {makeSend, sharesOf} from '../../../scripts/lib/transfer/send.ts';
import type {Vars} from '../../../source/plan/types.ts';
import type {Host} from '../../../source/spec/types.ts';
import {makeStraw} from './setting.ts';

const host: Host = {name: 'node1', address: '10.0.0.11', addresses: [], roles: ['worker'], local: false, node: true, ssh: {}, labels: {}};

const makeSetting = async (t: ExecutionContext, more = '') => {
	const straw = await makeStraw(t, more);
	process.env.XDG_CACHE_HOME = path.join(straw.directory, 'cache');
	let count = 0;
	const pace = async (bytes: number) => {
		count += bytes;
	};
	return {
		...straw,
		parcel: async (name: string, bytes: Buffer): Promise<Parcel> => {
			const file = path.join(straw.directory, name);
			await writeFile(file, bytes);
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			return {file, sha256, size: bytes.length, path: path.join(straw.directory, 'bin', name)};
		},
		send: (vars: Vars = {}, rate?: number) => makeSend({$: straw.$, host, vars, shares: {rate, turn: makeTurns(undefined), pace}}),
		/** Bytes of files that travelled since this was asked last. */
		counted: () => {
			const now = count;
			count = 0;
			return now;
		},
		left: () => readdir(straw.arriving),
	};
};

const text = (size: number): Buffer => Buffer.from('what is in an executable is in it often '.repeat(size / 40));

test.serial('a full disk ends it with its reason, and nothing is noted as come', async t => {
	for (const [compress, program] of [
		['never', 'mv'],
		['always', 'gzip'],
	] as const) {
		const {parcel, send, directory} = await makeSetting(
			t,
			`${program}() { echo '${program}: stdout: No space left on device' >&2; return 1; }`,
		);
		const error = await t.throwsAsync(send({compress})([await parcel('one', text(400_000))], 'binaries'));
		t.regex(String(error), /No space left on device/, program);
		t.is(await readFile(path.join(directory, 'state/binaries'), 'utf8').catch(() => ''), '', program);
	}
});

test.serial('executables come to their places, and are noted', async t => {
	const {parcel, send, counted, left, directory} = await makeSetting(t);
	const parcels = [
		await parcel('one', randomBytes(300_000)),
		await parcel('with a space', randomBytes(10)),
		await parcel('empty', Buffer.alloc(0)),
	];
	t.deepEqual(
		await send()(parcels, 'binaries'),
		parcels.map(({path}) => path),
	);
	t.is(counted(), 300_010);
	for (const {file, path} of parcels) t.deepEqual(await readFile(path), await readFile(file));
	t.is((await stat(parcels[0]!.path)).mode & 0o777, 0o755);
	const noted = await readFile(path.join(directory, 'state/binaries'), 'utf8');
	for (const {sha256, path} of parcels) t.true(noted.includes(sha256) && noted.includes(path));
	t.deepEqual(await left(), []);
});

for (const compress of ['never', 'always'] as const)
	test.serial(`a transfer that was cut goes on where it was: compress ${compress}`, async t => {
		const {parcel, send, counted, left, arriving, $} = await makeSetting(t);
		const whole = await parcel('one', Buffer.concat([text(400_000), randomBytes(200_000)]));
		const form = compress === 'never' ? 'plain' : 'gzip';
		const sent = compress === 'never' ? whole : (await compressed(whole))!;
		const bytes = await readFile(sent.file);
		t.true(compress === 'never' || bytes.length < 0.5 * whole.size);
		const cut = await $({
			input: Buffer.concat([Buffer.from(`${whole.sha256} 0 ${bytes.length} ${form} ${whole.path}\n`), bytes.subarray(0, 150_000)]),
			nothrow: true,
		})`receive binaries`;
		t.is(cut.exitCode, 1);
		t.regex(cut.stderr, /was cut off; the next one goes on with its 150000 bytes/);
		t.is((await stat(path.join(arriving, `${whole.sha256}.${form}`))).size, 150_000);
		// It goes on in the form in which it began, whatever this run would take.
		t.deepEqual(await send({compress: compress === 'never' ? 'always' : 'never'})([whole], 'binaries'), [whole.path]);
		t.is(counted(), bytes.length - 150_000);
		t.deepEqual(await readFile(whole.path), await readFile(whole.file));
		t.deepEqual(await left(), []);
	});

test.serial('what came before a cut and is not what it should be is thrown away, and the file is sent anew', async t => {
	const {parcel, send, counted, left, arriving, $} = await makeSetting(t);
	const whole = await parcel('one', randomBytes(100_000));
	await $`begin`;
	await mkdir(arriving, {recursive: true});
	await writeFile(path.join(arriving, `${whole.sha256}.plain`), Buffer.alloc(60_000));
	t.deepEqual(await send({compress: 'never'})([whole], 'binaries'), [whole.path]);
	t.is(counted(), 140_000);
	t.deepEqual(await readFile(whole.path), await readFile(whole.file));
	// Longer than the whole: nothing of it is of use.
	await writeFile(path.join(arriving, `${whole.sha256}.plain`), Buffer.alloc(160_000));
	await send({compress: 'never'})([whole], 'binaries');
	t.is(counted(), 100_000);
	t.deepEqual(await readFile(whole.path), await readFile(whole.file));
	t.deepEqual(await left(), []);
});

test.serial('a file that is not what its sum says is never placed, and it is said', async t => {
	const {parcel, send, left, directory} = await makeSetting(t);
	const whole = await parcel('one', text(100_000));
	const wrong = {...whole, sha256: 'f'.repeat(64)};
	await t.throwsAsync(send({compress: 'always'})([wrong], 'binaries'), {message: /other bytes arrive than are sent: .*one/});
	t.deepEqual(await left(), []);
	t.deepEqual(await readdir(path.join(directory, 'bin')), []);
});

test.serial('files that are no executables are not ours to note; the same bytes may have two places', async t => {
	const {parcel, send, directory} = await makeSetting(t);
	await mkdir(path.join(directory, 'bin'));
	const one = await parcel('one', text(100_000));
	t.deepEqual(await send({compress: 'always'})([one, {...one, path: `${one.path}-again`}]), []);
	t.deepEqual(await readFile(`${one.path}-again`), await readFile(one.path));
	t.is(await readFile(path.join(directory, 'state/binaries'), 'utf8'), '');
});

test.serial('a file is compressed once for all hosts, and one that hardly gets smaller not at all', async t => {
	const {parcel, directory} = await makeSetting(t);
	const cache = path.join(directory, 'own-cache');
	const whole = await parcel('one', text(400_000));
	const [one, two] = await Promise.all([compressed(whole, cache), compressed(whole, cache)]);
	t.is(one, two);
	t.deepEqual(await readdir(path.join(cache, 'compressed')), [`${whole.sha256}.gz`]);
	t.is(await compressed(await parcel('two', randomBytes(100_000)), cache), undefined);
	t.is(await compressed(await parcel('three.deb', text(100_000)), cache), undefined);
});

for (const [speed, compresses] of [
	[2e6, true],
	[30e6, false],
] as const)
	test.serial(`large files over a link of ${speed / 1e6} MB/s go ${compresses ? 'compressed' : 'as they are'}`, async t => {
		const {parcel, send, counted} = await makeSetting(t, `link_speed() { echo ready; cat >/dev/null; echo speed ${speed}; }`);
		const whole = await parcel('one', text(20_000_000));
		await send()([whole], 'binaries');
		t.is(counted() < whole.size / 2, compresses);
		t.true((await readFile(whole.path)).equals(await readFile(whole.file)));
	});

test.serial('a limit makes a link slow, too; of small files nothing is measured', async t => {
	const {parcel, send, counted} = await makeSetting(t, 'link_speed() { exit 1; }');
	const whole = await parcel('one', text(20_000_000));
	await send({}, 1e6)([whole], 'binaries');
	t.true(counted() < whole.size / 2);
	await send()([await parcel('two', text(100_000))], 'binaries');
	t.is(counted(), 100_000);
});

test.serial('what hosts fetch themselves is an equal part of the limit for each of those that are served at once', t => {
	t.is(sharesOf({limit: 1e6, atOnce: 4}, 10).share, 250_000);
	t.is(sharesOf({limit: 1e6, atOnce: 4}, 2).share, 500_000);
	t.is(sharesOf({limit: 1e6}, 10).share, 100_000);
	t.is(sharesOf({atOnce: 4}, 10).share, undefined);
});

test.serial('a link that can be measured has a speed', async t => {
	const {$} = await makeSetting(t);
	t.true((await linkSpeed($)) > 1e5);
});
