/** A host takes archives from mirrors: a folder and a shell of this machine play the host, with its curl and its wget. */
import {randomBytes} from 'node:crypto';
import {access, mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {explain} from '../../../scripts/lib/explain.ts';
import {makeTurns} from '../../../scripts/lib/transfer/pace.ts';
import {type Lacked, orders, pull} from '../../../scripts/lib/transfer/pull.ts';
import {makeArchive, makeBare, makeMirror, sha256} from './mirror.ts';
import {makeStraw} from './setting.ts';

const wget = 'command() { [ "$2" != curl ] && builtin command "$@"; }';

const one = randomBytes(300_000);
const two = randomBytes(2000);
const bare = randomBytes(5000);

/** Two archives: one with two members, of which upstream writes one with a `./`, and one that is itself the executable. */
const makeSetting = async (t: ExecutionContext, more = '') => {
	const straw = await makeStraw(t, more);
	const packed = await makeArchive(straw.directory, 'packed.tar.gz', {'bin/one': one, './two': two, 'bin/other': randomBytes(10)});
	const runc = makeBare('runc.amd64', bare);
	const bin = path.join(straw.directory, 'usr/bin');
	const lacked: Lacked[] = [
		{artifact: 'packed', path: path.join(bin, 'one'), member: 'bin/one', sha256: sha256(one)},
		{artifact: 'packed', path: path.join(bin, 'two'), member: 'two', sha256: sha256(two)},
		{artifact: 'runc', path: path.join(bin, 'runc'), sha256: sha256(bare)},
	];
	const archives = {packed: packed.archive, runc: runc.archive};
	const files = {'/packed.tar.gz': packed.bytes, '/runc.amd64': runc.bytes};
	const tools = (bases: readonly string[], way = 'direct', proxy = '') => ({
		$: straw.$,
		archives,
		proxy,
		shares: {turn: makeTurns(undefined), ...(way === 'proxy' && {share: 5_000_000})},
		vars: {
			places: bases.flatMap(base => [`packed ${way} ${base}/packed.tar.gz`, `runc ${way} ${base}/runc.amd64`]),
		},
	});
	return {
		...straw,
		bin,
		lacked,
		files,
		archives,
		tools,
		pull: (...bases: string[]) => pull(lacked, tools(bases)),
		isWhole: async () => {
			for (const [name, bytes] of Object.entries({one, two, runc: bare})) {
				t.true((await readFile(path.join(bin, name))).equals(bytes), name);
				t.is((await stat(path.join(bin, name))).mode & 0o7777, 0o755);
			}
		},
		left: () => readdir(straw.arriving),
		part: path.join(straw.arriving, `${packed.archive.sum}.archive`),
	};
};

for (const [program, more] of [
	['curl', ''],
	['wget', wget],
] as const) {
	test(`each archive is asked for once, and what is wanted of it is placed and noted: ${program}`, async t => {
		const {pull, files, lacked, archives, isWhole, left, directory} = await makeSetting(t, more);
		const {base, asked} = await makeMirror(t, files);
		const {changed, lacking} = await pull(base);
		t.deepEqual(
			changed,
			lacked.map(({path}) => path),
		);
		t.deepEqual([...lacking], []);
		t.deepEqual(asked, ['GET /packed.tar.gz', 'GET /runc.amd64']);
		await isWhole();
		t.deepEqual(await left(), []);
		const noted = await readFile(path.join(directory, 'state/binaries'), 'utf8');
		for (const {sha256, path} of lacked) t.true(noted.includes(sha256) && noted.includes(path));
		t.is(Object.keys(archives).length, 2);
	});

	test(`a download that is cut goes on where it was: ${program}`, async t => {
		const {pull, files, isWhole} = await makeSetting(t, more);
		const {base, asked} = await makeMirror(t, files, {cut: 100_000});
		await pull(base);
		t.deepEqual(asked, ['GET /packed.tar.gz', 'GET /packed.tar.gz 100000', 'GET /runc.amd64']);
		await isWhole();
	});

	test(`what came in an earlier run is not asked for again, also where the rest comes from another place: ${program}`, async t => {
		const {pull, files, isWhole, part, arriving, $} = await makeSetting(t, more);
		await $`begin`;
		await mkdir(arriving, {recursive: true});
		await writeFile(part, files['/packed.tar.gz'].subarray(0, 200_000));
		const away = await makeMirror(t, {});
		const {base, asked} = await makeMirror(t, files);
		await pull(away.base, base);
		t.deepEqual(asked, ['GET /packed.tar.gz 200000', 'GET /runc.amd64']);
		await isWhole();
	});

	test(`a place that gives no rest of a file gives it whole: ${program}`, async t => {
		const {pull, files, isWhole, part, arriving, $} = await makeSetting(t, more);
		await $`begin`;
		await mkdir(arriving, {recursive: true});
		await writeFile(part, files['/packed.tar.gz'].subarray(0, 200_000));
		const {base} = await makeMirror(t, files, {ranges: false});
		t.is((await pull(base)).changed.length, 3);
		await isWhole();
	});

	test(`places that answer nothing, and archives that none has: ${program}`, async t => {
		const {pull, files, left, bin} = await makeSetting(t, more);
		const gone = await makeMirror(t, {});
		gone.close();
		const {base} = await makeMirror(t, {'/runc.amd64': files['/runc.amd64']});
		const {changed, lacking} = await pull(gone.base, base);
		t.deepEqual(changed, [path.join(bin, 'runc')]);
		t.deepEqual([...lacking], ['packed']);
		t.deepEqual(
			(await left()).filter(name => !name.endsWith('.archive')),
			[],
		);
		t.deepEqual(await readdir(bin), ['runc']);
	});

	test(`who does not answer is not asked for the next archive: ${program}`, async t => {
		const {$, lacked, tools, files, isWhole} = await makeSetting(t, more);
		const gone = await makeMirror(t, {});
		gone.close();
		const {base} = await makeMirror(t, files);
		const {stdout} = await $({input: orders(lacked, tools([gone.base, base]))})`pull`;
		t.deepEqual(
			stdout.split('\n').filter(line => / from /.test(line)),
			[`packed.tar.gz from ${gone.base}/packed.tar.gz`, `packed.tar.gz from ${base}/packed.tar.gz`, `runc.amd64 from ${base}/runc.amd64`],
		);
		await isWhole();
	});
}

test('other bytes end it with the name of the file and the place, and nothing is placed', async t => {
	const {pull, files, left, bin} = await makeSetting(t);
	const {base} = await makeMirror(t, {...files, '/runc.amd64': randomBytes(5000)});
	const {reason, next} = explain(await t.throwsAsync(pull(base)));
	t.regex(reason, /^a mirror has another file/);
	t.true(reason.includes(`runc.amd64 at ${base}/runc.amd64: its sha256 is `));
	t.regex(next ?? '', /artifacts\.mirrors/);
	t.false(
		await access(bin).then(
			() => true,
			() => false,
		),
	);
	// What is right of it need not come again.
	t.is((await left()).length, 1);
});

test('of a file that is longer than it should be no more than that is taken', async t => {
	const {pull, files, left} = await makeSetting(t);
	const {base} = await makeMirror(t, {...files, '/packed.tar.gz': Buffer.concat([files['/packed.tar.gz'], Buffer.alloc(5_000_000)])});
	await t.throwsAsync(pull(base), {message: /other bytes: packed\.tar\.gz/});
	t.deepEqual(await left(), []);
});

test('behind a place with other bytes the next one is asked', async t => {
	const {pull, files, isWhole} = await makeSetting(t);
	const login = Buffer.from('<html>Please log in</html>');
	const wrong = await makeMirror(t, {'/packed.tar.gz': login, '/runc.amd64': login});
	const {base} = await makeMirror(t, files);
	t.is((await pull(wrong.base, base)).changed.length, 3);
	await isWhole();
});

test('what was begun with other bytes is thrown away, and the same place asked from the beginning', async t => {
	const {pull, files, isWhole, part, arriving, $} = await makeSetting(t);
	await $`begin`;
	await mkdir(arriving, {recursive: true});
	await writeFile(part, Buffer.alloc(200_000));
	const {base, asked} = await makeMirror(t, files);
	await pull(base);
	t.deepEqual(asked.slice(0, 2), ['GET /packed.tar.gz 200000', 'GET /packed.tar.gz']);
	await isWhole();
});

test('a member that is not what was verified is not placed', async t => {
	const {lacked, tools, files, bin} = await makeSetting(t);
	const {base} = await makeMirror(t, files);
	const [first] = lacked;
	await t.throwsAsync(pull([{...first!, sha256: 'f'.repeat(64)}], tools([base])), {message: /one is not what packed\.tar\.gz should hold/});
	await t.throwsAsync(pull([{...first!, member: 'bin/none'}], tools([base])), {message: /bin\/none does not come out of packed\.tar\.gz/});
	t.deepEqual(await readdir(bin), []);
});

for (const [program, more] of [
	['curl', ''],
	['wget', wget],
] as const)
	test(`an HTTP proxy is asked for what goes that way alone: ${program}`, async t => {
		const {lacked, tools, files, isWhole} = await makeSetting(t, `${more}\nexport http_proxy=http://127.0.0.1:1 no_proxy=files.example`);
		const {base, asked} = await makeMirror(t, files);
		const [first, second, third] = lacked as [Lacked, Lacked, Lacked];
		const lines = `NO_PROXY=files.example\nHTTP_PROXY=${base}\nHTTPS_PROXY=${base}\n`;
		await pull([first, second], tools(['http://files.example'], 'proxy', lines));
		t.deepEqual(asked, ['GET http://files.example/packed.tar.gz']);
		await pull([third], tools([base], 'direct', lines));
		t.is(asked.at(-1), 'GET /runc.amd64');
		await isWhole();
	});

test('how far a large archive is, is said while it comes', async t => {
	const {$, directory} = await makeStraw(t, 'sleep() { command sleep 0.2; }');
	const large = makeBare('large', randomBytes(12_000_000));
	const {base} = await makeMirror(t, {'/large': large.bytes});
	const vars = {places: [`large direct ${base}/large`]};
	const lacked = [{artifact: 'large', path: path.join(directory, 'large'), sha256: sha256(large.bytes)}];
	const {stdout} = await $({input: orders(lacked, {vars, archives: {large: large.archive}, proxy: ''})})`pull 8000000`;
	t.regex(stdout, /^large from http.*\n(large: \d+ of 12 MB\n)+changed/);
});

test('what the host is told', t => {
	const archives = {
		a: {name: 'a.tgz', algorithm: 'sha512', sum: 'abc', size: 7},
		b: {name: 'b', algorithm: 'sha256', sum: 'def', size: 8},
	} as const;
	const told = orders(
		[
			{artifact: 'a', path: '/usr/local/bin/a', member: 'x/a', sha256: '1'},
			{artifact: 'b', path: '/usr/local/bin/b', sha256: '2'},
		],
		{
			archives,
			proxy: 'HTTP_PROXY=http://p:1\nHTTPS_PROXY=http://p:2\nNO_PROXY=x\n\nHTTP_PROXY=http://u:p@p:1\n',
			vars: {places: ['a direct http://m/a.tgz', 'b proxy http://n/b', 'a proxy https://o/a.tgz']},
		},
	);
	t.deepEqual(told.split('\n'), [
		'variable http_proxy=http://p:1',
		'variable https_proxy=http://p:2',
		'variable http_proxy=http://u:p@p:1',
		'archive sha512 abc 7 a.tgz',
		'place direct http://m/a.tgz',
		'place proxy https://o/a.tgz',
		'member 1 /usr/local/bin/a x/a',
		'archive sha256 def 8 b',
		'place proxy http://n/b',
		'member 2 /usr/local/bin/b',
		'',
	]);
});
