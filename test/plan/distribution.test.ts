/** What the scripts are told of the way of files to hosts. */
import test, {type ExecutionContext} from 'ava';
import {distributionVars, placesFor} from '../../source/plan/distribution.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {bytesPerSecond} from '../../source/spec/rate.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issuePki} from '../pki/issue.ts';
import {makeFolder} from '../pki/sample.ts';
import {specOf} from '../spec/spec-text.ts';

const specWith = (more: string, version = 'v1.35.4'): ClusterSpec => {
	return specOf(
		`apiVersion: kinstall/v1
name: demo
kubernetes: ${version}
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, etcd], node: false}
  - {name: node2, address: 10.0.0.12, roles: [worker]}
  - {name: node3, address: 10.0.0.13, roles: [worker], local: true}
  - {name: node4, address: 10.0.0.14, roles: [balancer]}
balancer: {kind: haproxy}
${more}`.replace('endpoint: {host: 10.0.0.11}', 'endpoint: {host: 10.0.0.14}'),
	);
};

const mirror = 'distribution: {from: mirror}';
const planOf = async (t: ExecutionContext, spec: ClusterSpec) => {
	const pki = await issuePki(spec, await makeFolder(t));
	const plan = makePlan(spec, {}, {...pki, proxySecret: {file: 'http-proxy.env', id: 'abc'}});
	return plan.steps.find(({id}) => id === '10-binaries')!.tasks;
};

/** The places of one artifact, without those of others. */
const placesOf = (spec: ClusterSpec, artifact: string) =>
	placesFor(spec, spec.hosts[0]!, 'amd64')
		.filter(place => place.artifact === artifact)
		.map(({way, url}) => `${way} ${url}`);

test('rates', t => {
	t.deepEqual(['10MB/s', '1.5 MiB/s', '800kB/s', '1GB/s', '1kB/s'].map(bytesPerSecond), [1e7, 1_572_864, 8e5, 1e9, 1000]);
	t.deepEqual(['0MB/s', '0.9kB/s', '10', 'MB/s', '10MB', '10mb/s', '1e3MB/s', ' 1MB/s'].map(bytesPerSecond), Array(8).fill(undefined));
});

test('nothing is said of what is as usual', t => {
	t.deepEqual(distributionVars({distribution: {from: 'ssh', compress: 'auto'}}), {});
	t.deepEqual(distributionVars({distribution: {from: 'ssh', compress: 'never', limit: '10MB/s', atOnce: 2}}), {
		compress: 'never',
		limit: 1e7,
		atOnce: 2,
	});
});

test('hosts that take archives by themselves are told where, each of those that it needs, in the order in which they are asked', async t => {
	const tasks = await planOf(
		t,
		specWith(`${mirror}\nartifacts: {mirrors: {github: ["http://10.0.0.5/github/"], all: ["http://10.0.0.6"]}}`),
	);
	const [first] = tasks;
	t.deepEqual(
		tasks.map(({host}) => host),
		['node1', 'node2', 'node3'],
	);
	t.deepEqual(first!.vars['places'], [
		'kubernetes-server-amd64 direct http://10.0.0.6/dl.k8s.io/v1.35.4/kubernetes-server-linux-amd64.tar.gz',
		'kubernetes-server-amd64 direct https://dl.k8s.io/v1.35.4/kubernetes-server-linux-amd64.tar.gz',
		...['http://10.0.0.5/github', 'http://10.0.0.6/github.com', 'https://github.com'].map(
			base => `etcd-amd64 direct ${base}/etcd-io/etcd/releases/download/v3.6.14/etcd-v3.6.14-linux-amd64.tar.gz`,
		),
	]);
	t.false('httpProxy' in first!.vars);
	// This machine has them, and another host has no need.
	t.false('places' in tasks[2]!.vars);
	t.true((await planOf(t, specWith(''))).every(({vars}) => !('places' in vars)));
});

test('only mirrors, only the official place, and none of the files that a folder has in their stead', t => {
	const official = 'direct https://dl.k8s.io/v1.35.4/kubernetes-server-linux-amd64.tar.gz';
	const own = 'direct http://m/v1.35.4/kubernetes-server-linux-amd64.tar.gz';
	const of = (artifacts: string, version?: string) =>
		placesOf(specWith(`${mirror}\nartifacts: {${artifacts}, mirrors: {kubernetes: ["http://m"]}}`, version), 'kubernetes-server-amd64');
	t.deepEqual(of('from: auto'), [own, official]);
	t.deepEqual(of('from: mirror'), [own]);
	t.deepEqual(of('from: download'), [official]);
	t.deepEqual(of('from: folder, path: ./files'), [own]);
	t.deepEqual(of('from: auto, path: ./files'), [own, official]);
	t.deepEqual(of('from: auto, path: ./files, sums: beside'), [own]);
	t.deepEqual(of('from: auto, sums: beside, preset: cn'), [own, official], 'a mirror of others is not asked for what nobody vouches for');
	t.is(of('from: auto, preset: cn').length, 3);
});

test('what goes by the HTTP proxy, and what opens it as a secret', async t => {
	const spec = specWith(`${mirror}
artifacts: {mirrors: {kubernetes: ["http://10.1.0.5/k8s"]}}
httpProxy: {http: "http://proxy.example:3128", no: [10.1.0.0/16], credentials: ./proxy}`);
	t.deepEqual(
		placesOf(spec, 'kubernetes-server-amd64').map(place => place.split('/v1')[0]),
		['direct http://10.1.0.5/k8s', 'proxy https://dl.k8s.io'],
	);
	const [first] = await planOf(t, spec);
	t.is(first!.vars['secret'], 'http-proxy.env');
	t.true((first!.vars['httpProxy'] as string[]).includes('HTTPS_PROXY=http://proxy.example:3128'));
	const others = specWith(`${mirror}\nhttpProxy: {http: "http://proxy.example:3128", for: [packages]}`);
	t.true(placesFor(others, others.hosts[0]!, 'amd64').every(({way}) => way === 'direct'));
});
