import test from 'ava';
import {mirrorUrls, upstreams} from '../../source/catalog/mirrors.ts';
import {wantedArtifacts} from '../../source/catalog/releases.ts';
import {mirroredSources} from '../../source/spec/types.ts';

const etcd = 'github.com/etcd-io/etcd/releases/download/v3.6.14/etcd-v3.6.14-linux-amd64.tar.gz';
const kubernetes = 'dl.k8s.io/v1.37.1/kubernetes-server-linux-amd64.tar.gz';
const none = {mirrors: {}, preset: 'none'} as const;

test('a base takes the place of what it is a mirror of, with or without a slash at its end', t => {
	const mirrors = {
		kubernetes: ['https://one.example/k8s/'],
		etcd: ['https://one.example/etcd'],
		github: ['https://two.example'],
		all: ['http://three.example/files/'],
	};
	t.deepEqual(mirrorUrls(kubernetes, {...none, mirrors}, true), [
		'https://one.example/k8s/v1.37.1/kubernetes-server-linux-amd64.tar.gz',
		`http://three.example/files/${kubernetes}`,
	]);
	t.deepEqual(mirrorUrls(etcd, {...none, mirrors}, true), [
		'https://one.example/etcd/v3.6.14/etcd-v3.6.14-linux-amd64.tar.gz',
		'https://two.example/etcd-io/etcd/releases/download/v3.6.14/etcd-v3.6.14-linux-amd64.tar.gz',
		`http://three.example/files/${etcd}`,
	]);
});

test('mirrors of one source keep their order, artifacts.url is the first of all, and none is asked twice', t => {
	const mirrors = {all: ['https://b.example', 'https://a.example']};
	t.deepEqual(mirrorUrls(etcd, {...none, url: 'https://c.example', mirrors}, true), [
		`https://c.example/${etcd}`,
		`https://b.example/${etcd}`,
		`https://a.example/${etcd}`,
	]);
	t.is(mirrorUrls(etcd, {...none, url: 'https://b.example/', mirrors}, true).length, 2);
});

test("a preset comes behind one's own mirrors, and only for what a published sum vouches for", t => {
	const mirrors = {etcd: ['https://own.example']};
	const [own, ...others] = mirrorUrls(etcd, {mirrors, preset: 'cn'}, true);
	t.is(own, 'https://own.example/v3.6.14/etcd-v3.6.14-linux-amd64.tar.gz');
	t.true(others.length > 1);
	t.deepEqual(mirrorUrls(etcd, {mirrors, preset: 'cn'}, false), [own]);
	t.deepEqual(mirrorUrls(kubernetes, none, true), []);
});

test('every file of a cluster lies on a mirror of the preset, each under its own name; every upstream but those of several is used', t => {
	const artifacts = wantedArtifacts({kubernetes: 'v1.37.1'}, 'arm64');
	for (const {path, file} of artifacts) {
		const urls = mirrorUrls(path, {mirrors: {}, preset: 'cn'}, true);
		t.true(urls.length > 0 && urls.every(url => url.startsWith('https://') && url.endsWith(`/${file}`)), path);
	}
	for (const source of mirroredSources)
		t.true(
			artifacts.some(({path}) => path.startsWith(upstreams[source])),
			source,
		);
});
