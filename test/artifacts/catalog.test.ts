import test from 'ava';
import {binariesOf, binaryRows} from '../../source/catalog/binaries.ts';
import rows from '../../source/catalog/checksums.json' with {type: 'json'};
import {isKnown, releaseOf, releases, wantedArtifacts} from '../../source/catalog/releases.ts';
import {binariesFor, hasBinaries} from '../../source/plan/binaries.ts';
import type {Host, Role} from '../../source/spec/types.ts';

const host = (roles: Role[], node: boolean): Host => ({
	name: 'a',
	address: '10.0.0.1',
	roles,
	local: false,
	node,
	ssh: {},
	labels: {},
	addresses: [],
});
const spec = {kubernetes: 'v1.20.2'};

test('Every minor from 1.19 to 1.37 has a row, in order', t => {
	t.deepEqual(
		releases.map(({minor}) => minor),
		Array.from({length: 19}, (_, index) => `1.${19 + index}`),
	);
	t.true(isKnown('v1.20.2'));
	t.false(isKnown('v1.2.3'));
	t.throws(() => releaseOf('v1.18.0'), {instanceOf: RangeError, message: /1\.19 to 1\.37/});
});

test('etcd follows the default of each minor', t => {
	const series = (minor: string) => releaseOf(`v${minor}.0`).etcd.split('.', 2).join('.');
	t.deepEqual(['1.22', '1.23', '1.33', '1.34', '1.36', '1.37'].map(series), ['3.4', '3.5', '3.5', '3.6', '3.6', '3.7']);
});

test('The artifacts of 1.20.2 carry official addresses and paths, and only published sums', t => {
	const wanted = wantedArtifacts(spec, 'amd64');
	t.deepEqual(
		wanted.map(({url}) => url),
		[
			'https://dl.k8s.io/v1.20.2/kubernetes-server-linux-amd64.tar.gz',
			'https://github.com/etcd-io/etcd/releases/download/v3.4.23/etcd-v3.4.23-linux-amd64.tar.gz',
			'https://github.com/containerd/containerd/releases/download/v1.6.20/containerd-1.6.20-linux-amd64.tar.gz',
			'https://github.com/opencontainers/runc/releases/download/v1.1.5/runc.amd64',
			'https://github.com/containernetworking/plugins/releases/download/v1.1.1/cni-plugins-linux-amd64-v1.1.1.tgz',
		],
	);
	for (const {url, path, file} of wanted) {
		t.is(url, `https://${path}`);
		t.true(path.endsWith(`/${file}`));
	}

	t.like(wanted[0]?.sum, {algorithm: 'sha512', source: 'https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.20.md'});
	t.true(
		wanted.slice(1).every(({sum}) => sum === undefined),
		'nobody copied a sum of these',
	);
});

test('From 1.21 on the runtime and the plugins are pinned, on both architectures', t => {
	for (const {minor} of releases.slice(2)) {
		for (const arch of ['amd64', 'arm64']) {
			const unpinned = wantedArtifacts({kubernetes: `v${minor}.0`}, arch).filter(({sum}) => sum === undefined);
			const expected = ['1.21', '1.22', '1.37'].includes(minor) ? ['kubernetes-server', 'etcd'] : ['kubernetes-server'];
			t.true(
				unpinned.every(({id}) => expected.includes(id.replace(`-${arch}`, ''))),
				`${minor} ${arch}: ${unpinned.map(({id}) => id)}`,
			);
		}
	}
});

test('Every sum is whole, and no two files share one', t => {
	const sums = Object.values(rows).flatMap(({amd64, arm64}) => [...Object.values<string>(amd64), ...Object.values<string>(arm64)]);
	t.true(sums.length > 250);
	t.deepEqual(
		sums.filter(sum => !/^([0-9a-f]{64}|[0-9a-f]{128})$/.test(sum)),
		[],
	);
	t.is(new Set(sums).size, sums.length);
});

test('Each host gets the executables of its roles', t => {
	const names = (roles: Role[], node: boolean) => binariesFor(host(roles, node), spec, 'amd64').map(({path}) => path.split('/').at(-1));
	const ofNodes = [
		'kubelet',
		'kube-proxy',
		'containerd',
		'containerd-shim-runc-v2',
		'ctr',
		'runc',
		'bridge',
		'host-local',
		'loopback',
		'portmap',
		'bandwidth',
	];
	const ofControlPlanes = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'];
	t.deepEqual(names(['worker'], true), ofNodes);
	t.deepEqual(names(['control-plane'], false), ofControlPlanes);
	t.deepEqual(names(['etcd', 'balancer'], false), ['etcd', 'etcdctl']);
	t.deepEqual(names(['balancer'], false), []);
	t.false(hasBinaries(host(['balancer'], false)));
	t.is(new Set(names(['control-plane', 'etcd', 'worker'], true)).size, binaryRows.length);
});

test('A binary names the artifact of its own architecture and the path inside', t => {
	const binaries = binariesFor(host(['etcd', 'worker'], true), spec, 'arm64');
	const ids = wantedArtifacts(spec, 'arm64').map(({id}) => id);
	t.true(binaries.every(({artifact}) => ids.includes(artifact)));
	t.like(
		binaries.find(({path}) => path === '/usr/local/bin/etcd'),
		{artifact: 'etcd-arm64', member: 'etcd-v3.4.23-linux-arm64/etcd'},
	);
	t.deepEqual(
		binaries.find(({path}) => path === '/usr/local/sbin/runc'),
		{path: '/usr/local/sbin/runc', artifact: 'runc-arm64'},
	);
	t.is(binariesOf('etcd').length, 2);
});
