import {once} from 'node:events';
import {access, mkdir, readdir, readFile, symlink} from 'node:fs/promises';
import {createServer} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import path from 'node:path';
import test from 'ava';
import type {Reason} from '../../source/run/artifacts/artifact-error.ts';
import {keyOf} from '../../source/run/artifacts/cache.ts';
import type {Progress} from '../../source/run/artifacts/types.ts';
import {artifact, body, reasonsOf, setting, sha256} from './setting.ts';

const partsIn = async (cache: string): Promise<string[]> =>
	(await readdir(path.join(cache, 'partial')).catch(() => [])).filter(name => name.includes('.part'));

test('A download goes on where the connection was cut, and tells how far it is', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	server.files.set('/official/etcd.tar.gz', {body: content, etag: '"one"'});
	server.cuts.push(100_000, 50_000);
	const seen: Progress[] = [];
	const {etcd} = await fetch([artifact(server.url, 'etcd.tar.gz', content)], {}, {onProgress: progress => seen.push(progress)});
	t.is(sha256(await readFile(etcd!.file)), sha256(content));
	t.deepEqual(server.requests, [
		'GET /official/etcd.tar.gz',
		'GET /official/etcd.tar.gz bytes=100000-',
		'GET /official/etcd.tar.gz bytes=150000-',
	]);
	t.like(seen.at(-1), {id: 'etcd', what: 'etcd.tar.gz', done: 300_000, total: 300_000});
	t.true(seen.at(-1)!.rate > 0);
});

test('What a failed run has fetched is used by the next', async t => {
	const {server, fetch, cache} = await setting(t);
	const content = body();
	const wanted = artifact(server.url, 'etcd.tar.gz', content);
	server.files.set('/official/etcd.tar.gz', {body: content, etag: '"one"'});
	server.cuts.push(120_000, 0, 0, 0);
	t.is((await reasonsOf(t, fetch([wanted]))).length, 1);
	t.is((await partsIn(cache)).length, 2);
	server.cuts.length = 0;
	server.requests.length = 0;
	await fetch([wanted]);
	t.deepEqual(server.requests, ['GET /official/etcd.tar.gz bytes=120000-']);
	t.deepEqual(await partsIn(cache), []);
});

test('A file that changed while it was fetched is fetched from its start', async t => {
	const {server, fetch} = await setting(t);
	const [before, after] = [body(), body()];
	const wanted = artifact(server.url, 'etcd.tar.gz', after);
	server.files.set('/official/etcd.tar.gz', {body: before, etag: '"before"'});
	server.cuts.push(100_000, 0, 0);
	await reasonsOf(t, fetch([wanted]));
	server.cuts.length = 0;
	server.files.set('/official/etcd.tar.gz', {body: after, etag: '"after"'});
	const {etcd} = await fetch([wanted]);
	t.is(sha256(await readFile(etcd!.file)), sha256(after));
});

test('Without a validator a cut download starts again', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	server.files.set('/official/etcd.tar.gz', {body: content});
	server.cuts.push(100_000);
	await fetch([artifact(server.url, 'etcd.tar.gz', content)]);
	t.deepEqual(server.requests, ['GET /official/etcd.tar.gz', 'GET /official/etcd.tar.gz']);
});

test('A wrong sum is refused with both sums and the place, and the file does not stay', async t => {
	const {server, fetch, cache} = await setting(t);
	const [published, served] = [body(), body()];
	const wanted = artifact(server.url, 'etcd.tar.gz', published);
	server.files.set('/mirror/example.test/v1/etcd.tar.gz', {body: served});
	const reasons = await reasonsOf(t, fetch([wanted], {url: `${server.url}/mirror`}));
	t.like(reasons, [
		{what: 'etcd.tar.gz', where: `${server.url}/mirror/example.test/v1/etcd.tar.gz`},
		{what: 'etcd.tar.gz', where: `${server.url}/official/etcd.tar.gz`, why: 'the server answered 404'},
	]);
	for (const part of [sha256(published), sha256(served), 'https://example.test/SUMS']) t.true(reasons[0]!.why.includes(part));
	t.deepEqual(await partsIn(cache), []);
	await t.throwsAsync(access(path.join(cache, 'files')));
});

test('Of several mirrors that have other bytes, each is named, and the next place is asked', async t => {
	const {server, fetch, cache} = await setting(t);
	const published = body();
	const wanted = artifact(server.url, 'etcd.tar.gz', published);
	const mirrors = {all: ['one', 'two', 'three'].map(name => `${server.url}/${name}`)};
	server.files.set('/one/example.test/v1/etcd.tar.gz', {body: Buffer.from('<html>Please log in</html>')});
	server.files.set('/two/example.test/v1/etcd.tar.gz', {body: body()});
	server.files.set('/official/etcd.tar.gz', {body: published});
	const passedOver: Reason[] = [];
	const {etcd} = await fetch([wanted], {mirrors}, {onPassedOver: reason => passedOver.push(reason)});
	t.like(etcd, {from: 'download', pinned: true});
	t.deepEqual(await readFile(etcd!.file), published);
	t.deepEqual(
		passedOver.map(({where}) => where),
		['one', 'two'].map(name => `${server.url}/${name}/example.test/v1/etcd.tar.gz`),
	);
	t.deepEqual(server.requests, [
		...['one', 'two', 'three'].map(name => `GET /${name}/example.test/v1/etcd.tar.gz`),
		'GET /official/etcd.tar.gz',
	]);
	t.deepEqual(await partsIn(cache), []);
});

test('A wrong sum in the folder is refused, and the person keeps the file', async t => {
	const {server, fetch, put} = await setting(t);
	const file = await put('files/etcd.tar.gz', body());
	const [reason] = await reasonsOf(t, fetch([artifact(server.url, 'etcd.tar.gz', body())], {path: 'files'}));
	t.is(reason?.where, file);
	await t.notThrowsAsync(access(file));
});

test('A connection on which nothing more comes is taken up anew', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	server.files.set('/official/etcd.tar.gz', {body: content, etag: '"one"'});
	server.cuts.push(-70_000);
	await fetch([artifact(server.url, 'etcd.tar.gz', content)], {}, {retry: {tries: 2, delay: 1, stall: 300}});
	t.deepEqual(server.requests, ['GET /official/etcd.tar.gz', 'GET /official/etcd.tar.gz bytes=70000-']);
});

test('A full disk is named, and no other place is asked', async t => {
	const {server, fetch, cache} = await setting(t);
	const content = body();
	const mirrored = `${server.url}/mirror/example.test/v1/etcd.tar.gz`;
	server.files.set('/mirror/example.test/v1/etcd.tar.gz', {body: content});
	await mkdir(path.join(cache, 'partial'), {recursive: true});
	await symlink('/dev/full', path.join(cache, 'partial', `${keyOf(`${mirrored} ${sha256(content)}`)}.part`));
	const reasons = await reasonsOf(t, fetch([artifact(server.url, 'etcd.tar.gz', content)], {url: `${server.url}/mirror`}));
	t.deepEqual(
		reasons.map(({why}) => why),
		['the disk is full'],
	);
});

test.serial('The proxy of the environment is used', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	const through: string[] = [];
	const proxy = createServer((request, response) => {
		through.push(`${request.method} ${request.url}`);
		response.writeHead(502).end();
	}).on('connect', (request, socket) => {
		through.push(`CONNECT ${request.url}`);
		const onward = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			onward.pipe(socket).pipe(onward);
		});
	});
	await once(proxy.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => proxy.close());
	server.files.set('/official/etcd.tar.gz', {body: content});
	const wanted = artifact('http://artifacts.example', 'etcd.tar.gz', content);
	const env = {HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, NO_PROXY: '127.0.0.1'};
	t.is((await fetch([wanted], {}, {env})).etcd?.from, 'download');
	t.deepEqual(through, ['CONNECT artifacts.example:80']);
	t.deepEqual(server.requests, ['GET /official/etcd.tar.gz']);
});
