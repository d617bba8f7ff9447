import {once} from 'node:events';
import {appendFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import test from 'ava';
import {fileServer} from './file-server.ts';
import {artifact, body, reasonsOf, setting, sha256} from './setting.ts';

test('A folder comes first, then the cache, the mirror, and the official place', async t => {
	const {server, put, fetch, directory} = await setting(t);
	const content = body();
	const wanted = artifact(server.url, 'etcd.tar.gz', content);
	const sources = {path: 'files', url: `${server.url}/mirror/`};

	server.files.set('/official/etcd.tar.gz', {body: content});
	t.is((await fetch([wanted], sources, {cache: path.join(directory, 'other')})).etcd?.from, 'download');
	t.deepEqual(server.requests, ['GET /mirror/example.test/v1/etcd.tar.gz', 'GET /official/etcd.tar.gz']);

	server.files.set('/mirror/example.test/v1/etcd.tar.gz', {body: content});
	t.is((await fetch([wanted], sources)).etcd?.from, 'mirror');
	server.requests.length = 0;
	const cached = await fetch([wanted], sources);
	t.is(cached.etcd?.from, 'cache');
	t.deepEqual(await readFile(cached.etcd!.file), content);

	const file = await put('files/etcd.tar.gz', content);
	t.like((await fetch([wanted], sources)).etcd, {from: 'folder', file, pinned: true});
	const deeper = await put('files/example.test/v1/etcd.tar.gz', content);
	t.like((await fetch([wanted], sources)).etcd, {from: 'folder', file: deeper});
	t.deepEqual(server.requests, []);
});

test('A file that is nowhere is reported with every place, together with all others', async t => {
	const {server, fetch, directory} = await setting(t);
	const wanted = ['etcd.tar.gz', 'runc.amd64'].map(file => artifact(server.url, file, body()));
	const reasons = await reasonsOf(t, fetch(wanted, {path: 'files', url: `${server.url}/mirror`}));
	const places = (file: string) => [
		path.join(directory, 'files/example.test/v1', file),
		path.join(directory, 'files', file),
		`${server.url}/mirror/example.test/v1/${file}`,
		`${server.url}/official/${file}`,
	];
	t.deepEqual(reasons.map(({where}) => where).sort(), [...places('etcd.tar.gz'), ...places('runc.amd64')].sort());
	t.true(reasons.some(({why}) => why.includes('404')));
});

test('A mirror that is away is passed over, and named when nobody else has the file', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	const wanted = artifact(server.url, 'etcd.tar.gz', content);
	const away = await fileServer();
	await away.close();
	const reasons = await reasonsOf(t, fetch([wanted], {url: away.url}));
	t.deepEqual(
		reasons.map(({why}) => why),
		['the connection was refused', 'the server answered 404'],
	);
	server.files.set('/official/etcd.tar.gz', {body: content});
	t.is((await fetch([wanted], {url: away.url})).etcd?.from, 'download');
});

test('A mirror that is overloaded is asked twice, the last place more often', async t => {
	const {server, fetch} = await setting(t);
	const asked: string[] = [];
	const busy = createServer((request, response) => {
		asked.push(request.url ?? '');
		response.writeHead(503).end();
	});
	await once(busy.listen(0, '127.0.0.1'), 'listening');
	t.teardown(() => busy.close());
	const base = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
	const content = body();
	server.files.set('/official/etcd.tar.gz', {body: content});
	const retry = {tries: 4, delay: 1, stall: 2000};
	t.is((await fetch([artifact(server.url, 'etcd.tar.gz', content)], {url: base}, {retry})).etcd?.from, 'download');
	t.is(asked.length, 2);
	await reasonsOf(t, fetch([artifact(server.url, 'runc.amd64', body())], {from: 'mirror', url: base}, {retry}));
	t.is(asked.length, 6);
});

test('Only the chosen source is asked, and it must be named', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	const wanted = artifact(server.url, 'etcd.tar.gz', content);
	server.files.set('/official/etcd.tar.gz', {body: content});
	await reasonsOf(t, fetch([wanted], {from: 'folder', path: 'files'}));
	await reasonsOf(t, fetch([wanted], {from: 'mirror', url: `${server.url}/mirror`}));
	t.false(server.requests.includes('GET /official/etcd.tar.gz'));
	const mirrors = {kubernetes: [`${server.url}/mirror`]};
	const [reason] = await reasonsOf(t, fetch([wanted], {from: 'mirror', mirrors}));
	t.like(reason, {what: 'etcd.tar.gz', where: 'cluster.yaml', why: 'no mirror is named that may be asked for it'});
	t.is((await reasonsOf(t, fetch([wanted], {from: 'folder'})))[0]?.where, 'cluster.yaml');
	t.is((await fetch([wanted], {from: 'download', path: 'files'})).etcd?.from, 'download');
});

test('A cached file that has changed is fetched again', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	const wanted = artifact(server.url, 'etcd.tar.gz', content);
	server.files.set('/official/etcd.tar.gz', {body: content});
	const {etcd} = await fetch([wanted]);
	await appendFile(etcd!.file, 'more');
	t.is((await fetch([wanted])).etcd?.from, 'download');
	t.is(sha256(await readFile(etcd!.file)), sha256(content));
});

test('A cache that cannot be written is named, and no other place is asked', async t => {
	const {server, fetch, directory} = await setting(t);
	const content = body();
	server.files.set('/mirror/example.test/v1/etcd.tar.gz', {body: content});
	const cache = path.join(directory, 'full');
	await mkdir(cache);
	await writeFile(path.join(cache, 'partial'), 'in the way');
	const reasons = await reasonsOf(t, fetch([artifact(server.url, 'etcd.tar.gz', content)], {url: `${server.url}/mirror`}, {cache}));
	t.deepEqual(
		reasons.map(({where}) => where),
		[`${server.url}/mirror/example.test/v1/etcd.tar.gz`],
	);
	t.regex(reasons[0]!.why, /EEXIST|ENOTDIR/);
});

test('A signal stops everything with its own reason', async t => {
	const {server, fetch} = await setting(t);
	const content = body();
	server.files.set('/official/etcd.tar.gz', {body: content});
	const reason = new Error('enough');
	await t.throwsAsync(fetch([artifact(server.url, 'etcd.tar.gz', content)], {}, {signal: AbortSignal.abort(reason)}), {is: reason});
	t.deepEqual(server.requests, []);
});
