/**
 * `npm run trial:offline`: hosts from which every route but the lab's own leads into a counter get a cluster with metrics-server, an ingress and an
 * application whose image is in a private registry, all of it out of a bundle. Nothing leaves. A volume on an NFS server is what `npm run test:vm` shows.
 */
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {defaultVersion, releaseOf} from '../../source/catalog/releases.ts';
import {labImages} from '../../source/run/lab-images.ts';
import {nodesReady} from '../hosts/health.ts';
import {isolated, knockFromHosts, sentByHosts, trapHosts} from '../hosts/isolated.ts';
import {artifacts, makeArtifacts} from '../hosts/kinstall.ts';
import {type LabCluster, makeLabCluster, words} from '../hosts/lab-cluster.ts';
import {startRegistry} from '../hosts/own-registry.ts';
import {until} from '../hosts/until.ts';

const kubernetes = defaultVersion;
const addons = ['metrics-0.9.0', 'traefik-3.7.13'];
const domain = 'apps.example.org';
const name = `web.${domain}`;
let cluster: LabCluster;
/** The installer's side, where no artifact is but the bundle. */
let place: string;
let image: string;

/** The lab's application under the registry's name, as its makers would have built it. */
const renamed = async (from: string, to: string, reference: string): Promise<void> => {
	const directory = path.join(cluster.kit.directory, 'renamed');
	await mkdir(directory);
	await execa('tar', ['-x', '-f', from, '-C', directory]);
	const file = path.join(directory, 'manifest.json');
	const [manifest] = JSON.parse(await readFile(file, 'utf8')) as [object];
	await writeFile(file, JSON.stringify([{...manifest, RepoTags: [reference]}]));
	await execa('bash', ['-c', 'tar -c -f "$0" *', to], {cwd: directory});
};

const web = () => [
	{
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web'},
		spec: {
			selector: {matchLabels: {app: 'web'}},
			template: {
				metadata: {labels: {app: 'web'}},
				spec: {
					containers: [
						{
							name: 'web',
							image,
							// The registry is asked, though the bundle brought the same image.
							imagePullPolicy: 'Always',
							command: ['/bin/sh', '-c', 'mkdir /www; hostname >/www/index.html; exec httpd -f -p 8080 -h /www'],
						},
					],
				},
			},
		},
	},
	{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {selector: {app: 'web'}, ports: [{port: 80, targetPort: 8080}]}},
	{
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: {name: 'web'},
		spec: {
			ingressClassName: 'traefik',
			rules: [{host: name, http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {number: 80}}}}]}}],
		},
	},
];

const kinstall = (...words: readonly string[]) => isolated(cluster, place, words);

test.before(async t => {
	t.timeout(7_200_000, 'artifacts and a lab of three hosts; the first run makes the images of Traefik and metrics-server');
	await makeArtifacts(releaseOf(kubernetes).minor, ...addons);
	const every = ['control-plane', 'etcd', 'worker'];
	cluster = await makeLabCluster('offline', '10.94.7', [{roles: [...every, 'balancer']}, {roles: ['worker']}, {roles: ['worker']}], {
		kubernetes,
	});
	const ranges = {pods: ['10.244.0.0/16'], services: ['10.96.0.0/16']};
	await trapHosts(cluster, ['10.244.0.0/15', '10.96.0.0/15']);
	// The cluster's DNS would ask after the health of a name server.
	await cluster.lab.onHosts(cluster.hosts, ': >/etc/resolv.conf');
	await cluster.lab.onHosts(cluster.hosts, 'rm -rf /etc/apt/sources.list /etc/apt/sources.list.d');
	const registry = await startRegistry(cluster, 3);
	image = `${registry.host}/team/app:1`;
	const own = path.join(cluster.kit.directory, 'team-app.tar');
	await renamed(path.join(artifacts, 'images/app-1.tar'), own, image);
	place = path.join(cluster.kit.directory, 'elsewhere');
	await mkdir(place);
	const {artifacts: _, ...spec} = cluster.spec;
	const wanted = {
		...spec,
		network: ranges,
		dns: {kind: 'coredns'},
		cni: {kind: 'flannel'},
		endpoint: {host: cluster.lab.address(1), port: 8443},
		hosts: cluster.spec.hosts.slice(0, 2),
		balancer: {front: {domain}},
		addons: [{kind: 'metrics-server'}, {kind: 'traefik', domain}, {file: './web.yaml'}],
		registries: [
			{
				host: registry.host,
				mirrorOf: ['registry.k8s.io'],
				ca: './registry-ca.crt',
				credentials: './registry-credentials',
				pullSecret: {namespaces: ['default']},
			},
		],
	};
	const images = [...(await labImages(kubernetes)), ...addons.map(id => `images/${id}.tar`), own];
	for (const [folder, artifacts] of [
		[cluster.folder, {...cluster.spec.artifacts, images}],
		[place, {from: 'bundle', path: './carried.tar', sums: 'beside'}],
	] as const) {
		await writeFile(path.join(folder, 'cluster.yaml'), stringify({...wanted, artifacts}));
		await writeFile(
			path.join(folder, 'web.yaml'),
			web()
				.map(object => stringify(object))
				.join('---\n'),
		);
		await writeFile(path.join(folder, 'ssh-config'), cluster.config);
		await writeFile(path.join(folder, 'registry-ca.crt'), registry.authority);
		await writeFile(path.join(folder, 'registry-credentials'), `${registry.credentials}\n`, {mode: 0o600});
	}
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

test.serial('a bundle is made, carried, verified, and fills the registry', async t => {
	t.timeout(400_000);
	const made = await cluster.kinstall(['bundle', 'create', '--yes', '--no-pull', '--output', 'carried.tar']);
	t.is(made.code, 0, words(made));
	await rename(path.join(cluster.folder, 'carried.tar'), path.join(place, 'carried.tar'));
	const verified = await kinstall('bundle', 'verify', 'carried.tar');
	t.is(verified.code, 0, verified.err);
	// The registry is in the lab's network, as somebody's office would be.
	const bin = path.join(cluster.kit.directory, 'dist/source/bin.cjs');
	const pushed = await cluster.lab.try(['ctl', 'env', '-C', place, process.execPath, bin, 'bundle', 'push', 'carried.tar'], 300);
	t.is(pushed.code, 0, pushed.err);
	t.true(pushed.out.includes(image), pushed.out);
});

test.serial('the install makes no connection but ssh, and every addon answers when it is done', async t => {
	t.timeout(900_000);
	const told = await kinstall('apply', '--yes', '--approve', 'expected');
	t.is(told.code, 0, `${told.out.slice(-3000)}\n${told.err.slice(-2000)}`);
	t.is(told.sent, 0);
	await rm(cluster.folder, {recursive: true});
	await rename(place, cluster.folder);
	const standing = {...cluster, nodes: [1, 2]};
	await t.notThrowsAsync(nodesReady(standing, 60));
	t.deepEqual(await sentByHosts(cluster), [0, 0, 0]);
});

test.serial('metrics-server answers', async t => {
	t.timeout(120_000);
	const top = until('kubectl top nodes', 90, async () => cluster.kubectl(['top', 'nodes']));
	t.regex(await top, /^node1 +\d+m [\s\S]*^node2 +\d+m /m);
});

test.serial('the ingress answers from outside, verified, and its pod runs what the registry gave', async t => {
	t.timeout(240_000);
	const curl = (...words: readonly string[]) =>
		cluster.lab.must(
			['ctl', 'curl', '-sS', '--noproxy', '*', '--max-time', '10', '--resolve', `${name}:443:${cluster.lab.address(1)}`, ...words],
			20,
		);
	const answer = until('the application answers', 150, async () => {
		const text = await curl('--cacert', path.join(cluster.folder, 'pki/ca.crt'), `https://${name}/`);
		if (!text.startsWith('web-')) throw new Error(text);
		return text;
	});
	t.regex(await answer, /^web-/);
	const events = JSON.parse(await cluster.kubectl(['get', 'events', '-o', 'json'])) as {items: Array<{reason: string; message: string}>};
	const pulled = events.items.filter(({reason}) => reason === 'Pulled').map(({message}) => message);
	t.true(
		pulled.some(message => message.startsWith(`Successfully pulled image "${image}"`)),
		pulled.join('\n'),
	);
});

test.serial('nothing left the hosts in all that time, as far as the counters count', async t => {
	t.deepEqual(await sentByHosts(cluster), [0, 0, 0]);
	await knockFromHosts(cluster);
	t.true((await sentByHosts(cluster)).every(count => count > 0));
});
