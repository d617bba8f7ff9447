import test from 'ava';
import {parseSumFile} from '../../source/run/artifacts/sum-file.ts';
import {artifact, body, reasonsOf, setting, sha256} from './setting.ts';

test('What no published sum vouches for is refused without a yes, all of it at once', async t => {
	const {server, fetch} = await setting(t);
	const wanted = ['etcd.tar.gz', 'runc.amd64', 'cni.tgz'].map(file => artifact(server.url, file, file === 'cni.tgz' ? body() : undefined));
	t.deepEqual(
		(await reasonsOf(t, fetch(wanted))).map(({what}) => what),
		['etcd.tar.gz', 'runc.amd64'],
	);
	t.is((await reasonsOf(t, fetch(wanted, {sums: 'beside'}))).length, 3);
	t.deepEqual(server.requests, []);
});

test('With a yes the sum beside the file is checked, and the file is marked as not pinned', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	const wanted = artifact(server.url, 'etcd.tar.gz');
	server.files.set('/official/etcd.tar.gz', {body: content});
	server.files.set('/official/SHA256SUMS', {body: Buffer.from(`${'0'.repeat(64)}  other.tar.gz\n${sha256(content)}  etcd.tar.gz\n`)});
	const first = await fetch([wanted], {}, {allowUnpinned: true});
	t.like(first.etcd, {pinned: false, from: 'download', sum: {value: sha256(content), source: `${server.url}/official/SHA256SUMS`}});
	t.is((await fetch([wanted], {}, {allowUnpinned: true})).etcd?.from, 'cache');

	await server.close();
	t.like(
		(await fetch([wanted], {}, {allowUnpinned: true})).etcd,
		{from: 'cache', file: first.etcd!.file},
		'the cache serves while the server is away',
	);
});

test('A sum beside that does not fit, or none, is refused', async t => {
	const {server, fetch, put} = await setting(t);
	const content = body();
	const wanted = artifact(server.url, 'etcd.tar.gz');
	server.files.set('/official/etcd.tar.gz', {body: content});
	const yes = {allowUnpinned: true};
	t.regex((await reasonsOf(t, fetch([wanted], {}, yes)))[0]!.why, /etcd\.tar\.gz\.sha256, /);
	server.files.set('/official/etcd.tar.gz.sha256', {body: Buffer.from(sha256('else'))});
	t.regex((await reasonsOf(t, fetch([wanted], {}, yes)))[0]!.why, new RegExp(sha256('else')));
	await put('files/etcd.tar.gz', content);
	t.regex((await reasonsOf(t, fetch([wanted], {path: 'files'}, yes)))[0]!.why, /no checksum lies beside/);
});

test('Own builds ignore the published sum and never mix with the published file', async t => {
	const {server, fetch, put} = await setting(t);
	const [published, own] = [body(), body()];
	const wanted = artifact(server.url, 'etcd.tar.gz', published);
	server.files.set('/official/etcd.tar.gz', {body: published});
	server.files.set('/mirror/example.test/v1/etcd.tar.gz', {body: own});
	server.files.set('/mirror/example.test/v1/etcd.tar.gz.sha256', {body: Buffer.from(`${sha256(own)}  etcd.tar.gz\n`)});
	const mirror = {url: `${server.url}/mirror`};
	const built = await fetch([wanted], {...mirror, sums: 'beside'}, {allowUnpinned: true});
	t.like(built.etcd, {pinned: false, sum: {value: sha256(own)}});
	const official = await fetch([wanted], {from: 'download'});
	t.like(official.etcd, {pinned: true, from: 'download', sum: {value: sha256(published)}});
	t.not(built.etcd!.file, official.etcd!.file);

	const rebuilt = body();
	await put('files/etcd.tar.gz', rebuilt);
	await put('files/etcd.tar.gz.sha256', `${sha256(rebuilt)}  etcd.tar.gz\n`);
	t.like((await fetch([wanted], {from: 'folder', path: 'files', sums: 'beside'}, {allowUnpinned: true})).etcd, {
		pinned: false,
		from: 'folder',
		sum: {value: sha256(rebuilt)},
	});
});

test('Sum files are read in the forms that upstreams publish', t => {
	const [one, two] = ['a'.repeat(64), 'B'.repeat(64)];
	t.is(parseSumFile(`${one}\n`, 'x'), one);
	t.is(parseSumFile(`${one}  x\n${two} *dir/y\n`, 'y'), two.toLowerCase());
	t.is(parseSumFile(`${one}  other\n`, 'x'), undefined);
	t.is(parseSumFile('<html>not found</html>', 'x'), undefined);
	t.is(parseSumFile(`${one}\n${two}\n`, 'x'), undefined);
});
