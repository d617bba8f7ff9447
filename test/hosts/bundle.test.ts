/** A bundle is made of a folder of artifacts, carried elsewhere, and is all that an install takes, as docs/offline.md says: no connection is made but ssh. */
import {mkdir, open, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {stringify} from 'yaml';
import {openBundle} from '../../source/run/bundle/open-bundle.ts';
import {guide} from './guide.ts';
import {nodesReady} from './health.ts';
import {isolated, knockFromHosts, sentByHosts, trapHosts} from './isolated.ts';
import {type LabCluster, makeLabCluster} from './lab-cluster.ts';

let cluster: LabCluster;
/** The installer's side, where no artifact is but the bundle. */
let place: string;
let carried: string;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of two hosts');
	cluster = await makeLabCluster('bundle', '10.94.5', [{roles: ['control-plane', 'etcd']}, {roles: ['worker']}], {cni: {kind: 'flannel'}});
	await trapHosts(cluster);
	await cluster.lab.onHosts(cluster.hosts, 'rm -rf /etc/apt/sources.list /etc/apt/sources.list.d');
	place = path.join(cluster.kit.directory, 'elsewhere');
	carried = path.join(place, 'carried.tar');
	await mkdir(place);
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

const kinstall = async (...words: readonly string[]) => isolated(cluster, place, words);

/** The words behind `kinstall` in a section of the guide. */
const commands = (heading: string): string[][] =>
	guide('docs/offline.md', heading)
		.commands.filter(line => line.startsWith('kinstall '))
		.map(line => line.split(' ').slice(1));

test.serial('a bundle is made, verified and carried', async t => {
	t.timeout(200_000);
	// It is on this side that there is a way out: apt fetches the packages.
	const [create = []] = commands('Make it');
	// Nobody published sums of the lab's own builds.
	const told = await cluster.kinstall([...create, '--yes']);
	t.is(told.code, 0, told.err);
	await rename(path.join(cluster.folder, 'carried.tar'), carried);
	const {artifacts: _, ...spec} = cluster.spec;
	await writeFile(path.join(place, 'ssh-config'), cluster.config);
	const {artifacts} = guide('docs/offline.md', 'Install from it').settings;
	await writeFile(path.join(place, 'cluster.yaml'), stringify({...spec, artifacts: {sums: 'beside', ...artifacts}}));
	const looks = commands('Carry it');
	t.deepEqual(
		looks.map(([, verb]) => verb),
		['verify', 'list'],
	);
	for (const words of looks) {
		const look = await kinstall(...words);
		t.is(look.code, 0, look.err);
		t.is(look.out.split('\n').at(-2), told.out.split('\n').at(-2), 'the same sum on both sides');
		t.is(look.sent, 0);
	}
});

test.serial('one other byte in it, and no host is touched', async t => {
	await using bundle = await openBundle(carried);
	const {offset} = bundle.places.find(({name}) => name.endsWith('runc.amd64'))!;
	await using file = await open(carried, 'r+');
	const byte = Buffer.alloc(1);
	await file.read(byte, 0, 1, offset + 5000);
	await file.write(Buffer.from([byte[0]! ^ 1]), 0, 1, offset + 5000);
	const told = await kinstall('apply', '--yes', '--approve', 'expected');
	await file.write(byte, 0, 1, offset + 5000);
	t.is(told.code, 1);
	t.regex(told.err, /runc\.amd64: wrong sha256/);
	t.deepEqual(await cluster.lab.onHosts(cluster.hosts, 'ls -d /var/lib/kinstall 2>/dev/null || true'), ['', '']);
});

test.serial('the install makes no connection but ssh, and pulls no image', async t => {
	t.timeout(400_000);
	const steps = commands('Install from it');
	t.deepEqual(
		steps.map(([command]) => command),
		['check', 'apply'],
	);
	for (const words of steps) {
		const told = await kinstall(...words);
		t.is(told.code, 0, `${told.out.slice(-2000)}\n${told.err}`);
		t.is(told.sent, 0);
	}
	await rm(cluster.folder, {recursive: true});
	await rename(place, cluster.folder);
	await t.notThrowsAsync(nodesReady(cluster, 60));
	t.deepEqual(await sentByHosts(cluster), [0, 0]);
	await t.notThrowsAsync(cluster.lab.onHosts(cluster.nodes, 'iptables --version; conntrack --version; test ! -e /var/lib/kinstall/bundle'));
	const events = JSON.parse(await cluster.kubectl(['get', 'events', '-A', '-o', 'json'])) as {items: Array<{reason: string}>};
	const reasons = events.items.map(({reason}) => reason);
	t.true(reasons.includes('Pulled'), 'the images were there: the kubelet says so when it has looked');
	t.false(reasons.includes('Pulling'));
	const pause = await cluster.lab.onHosts(
		cluster.nodes,
		`grep -o 'registry.k8s.io/pause:[^"]*' /etc/containerd/config.toml; ctr -n k8s.io images ls -q | grep ^registry.k8s.io/pause:; journalctl -u containerd | grep -c 'PullImage' || true`,
	);
	for (const [sandbox, image, pulls] of pause.map(text => text.split('\n'))) {
		t.is(image, sandbox);
		t.is(pulls, '0');
	}
});

test.serial('the counters count', async t => {
	await knockFromHosts(cluster);
	t.true((await sentByHosts(cluster)).every(count => count > 0));
	const {sent} = await isolated(cluster, cluster.folder, ['--version'], {knocks: true});
	t.true(sent > 0);
});
