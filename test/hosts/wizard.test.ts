/** The wizard over five real hosts, by keys alone: from an empty table to a cluster that works. */
import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {parse, stringify} from 'yaml';
import {defaultVersion} from '../../source/catalog/releases.ts';
import {holderOf, inFolder} from '../../source/run/folder.ts';
import type {Event} from '../../source/state/event.ts';
import {deployApp, healthy} from './health.ts';
import {type LabCluster, makeLabCluster} from './lab-cluster.ts';
import {keys, openScreen, type Screen} from './pseudo-terminal.ts';
import {until} from './until.ts';

const hosts = [
	{roles: ['control-plane', 'etcd']},
	{roles: ['control-plane', 'etcd']},
	{roles: ['worker']},
	{roles: ['worker']},
	{roles: ['etcd', 'balancer']},
];
let cluster: LabCluster;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of five hosts');
	cluster = await makeLabCluster('wizard', '10.94.0', hosts, {kubernetes: defaultVersion});
	// What the wizard cannot know, and nothing else.
	const {apiVersion, ssh, artifacts} = cluster.spec;
	await writeFile(path.join(cluster.folder, 'cluster.yaml'), `# ours\n${stringify({apiVersion, ssh, artifacts})}`);
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	// A run outlives its screen, and so a test that failed.
	const run = cluster && (await holderOf(inFolder(path.join(cluster.folder, 'cluster.yaml'))));
	if (run) {
		process.kill(run.pid, 'SIGTERM');
		await until('the run ends', 30, async () => (existsSync(`/proc/${run.pid}`) ? undefined : true)).catch(() =>
			process.kill(run.pid, 'SIGKILL'),
		);
	}
	await cluster?.remove();
});

/** The wizard, or another command, in a terminal of 80x24 that stands in the cluster's folder. */
const open = (t: ExecutionContext, words: readonly string[] = []): Screen => {
	const bin = path.join(cluster.kit.directory, 'dist/source/bin.cjs');
	const screen = openScreen(process.execPath, [bin, ...words], {cwd: cluster.folder, env: {TMPDIR: path.join(cluster.kit.directory, 't')}});
	let over = false;
	void screen.ended.then(() => {
		over = true;
	});
	t.teardown(() => over || screen.kill('SIGKILL'));
	return screen;
};

const journal = async (): Promise<readonly Event[]> =>
	(await readFile(path.join(cluster.folder, 'journal.ndjson'), 'utf8'))
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line) as Event);

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const typeHosts = async (t: ExecutionContext, screen: Screen) => {
	await screen.sees('No host yet');
	screen.press('?');
	await screen.sees(/Switch a role of this host: 1 control-plane, 2 etcd, 3 worker, 4\s+balancer/);
	screen.press(keys.escape);
	await screen.sees('No host yet');
	screen.press('a', '10.94.0.11-15', keys.enter);
	await screen.sees('5 hosts were added');
	// One burst: node3 becomes a worker, and then two etcd members are left.
	screen.press(keys.home, keys.down, keys.down, '1', '2', '3');
	await screen.sees(/^> node3 +10\.94\.0\.13 +worker /m);
	await screen.sees('2 hosts have the role etcd (node1, node2)');
	screen.press(keys.enter);
	await screen.sees('the answers have problems');
	screen.press(keys.down, keys.down, '2', 'e', keys.clear, 'front', keys.enter);
	await screen.sees(/^> front +10\.94\.0\.15 +etcd.*balancer /m);
	await screen.sees(/^front: ok, Debian GNU\/Linux 12/m, 60);
	t.notRegex(screen.text(), /To be mended/);
};

const answerNetwork = async (screen: Screen) => {
	screen.press(keys.enter);
	await screen.sees('Which addresses does the cluster use?');
	await screen.sees(/API endpoint host +10\.94\.0\.15$/m);
	await screen.sees('5 hosts, 2 control planes, 3 etcd members (1 may fail).');
	// A pod network over the services', told while it is typed, and taken back.
	screen.press(keys.clear, 'wizard', ...Array<string>(3).fill(keys.down), keys.clear, '10.96.0.0/16');
	await screen.sees(/overlap/);
	screen.press(keys.clear, '10.244.0.0/16');
	await screen.sees('No problem found.');
	// The choices are good as they are.
	screen.press(keys.enter);
	await screen.sees(new RegExp(`^> Kubernetes +${defaultVersion.replaceAll('.', '\\.')}`, 'm'));
	await screen.sees(/^ {2}Keys +ecdsa-p256 +\(default\)$/m);
};

/** Opens the row that has the text, and reads on in it, page by page, until all that is wanted was seen. */
const opens = async (screen: Screen, row: string | RegExp, wanted: readonly (string | RegExp)[]) => {
	await screen.moveTo(row);
	screen.press(keys.enter);
	await screen.sees(/\d+-\d+ of \d+$/m);
	for (const text of wanted) {
		while (!(typeof text === 'string' ? screen.text().includes(text) : text.test(screen.text()))) {
			const [position = '', last, lines] = /\d+-(\d+) of (\d+)$/m.exec(screen.text()) ?? [];
			if (last === lines) throw new Error(`${text} is nowhere; the screen is\n${screen.text()}`);
			screen.press(keys.pageDown);
			await screen.changes(position);
		}
	}
	screen.press(keys.escape);
	await screen.sees('What will exist');
};

const readPreview = async (t: ExecutionContext, screen: Screen) => {
	screen.press(keys.enter);
	await screen.sees(/plan [0-9a-f]{12}: 5 hosts, \d+ files/, 90);
	await screen.sees(new RegExp(`NOT PINNED +${defaultVersion.slice(1).replaceAll('.', '\\.')} +kubernetes-server-linux-amd64\\.tar\\.gz`));
	screen.press(keys.tab);
	const expiry = String(new Date().getUTCFullYear() + 1);
	await screen.sees(new RegExp(`apiserver +CN=kube-apiserver +${expiry}-`));
	await opens(screen, /^> +apiserver /, [
		/Subject +CN=kube-apiserver/,
		'kubernetes.default.svc.cluster.local',
		/10\.94\.0\.15/,
		/10\.96\.0\.1\b/,
		new RegExp(`${expiry}-\\d\\d-\\d\\dT.*365 days`),
	]);
	await opens(screen, /^> +admin /, [/O=kubeadm:cluster-admins/]);
	screen.press(keys.tab);
	await screen.sees(/^> node1: \d+ files/m);
	await opens(screen, 'kube-apiserver.service', ['ExecStart=/usr/local/bin/kube-apiserver', '--advertise-address=10.94.0.11']);
	screen.press(keys.tab);
	await screen.sees('[Scripts]');
	await opens(screen, /^> 20-etcd/, ['#!/usr/bin/env']);
	screen.press(keys.tab);
	await screen.sees('[Notes]');
	t.deepEqual(
		parse(await readFile(path.join(cluster.folder, 'cluster.yaml'), 'utf8')).hosts.map(({roles}: {roles: string[]}) => roles),
		[...hosts.slice(0, 4).map(({roles}) => roles), ['etcd', 'balancer']],
	);
};

/** Approves every request by keys: the first alone, the next two selected, then whatever is expected, until the cluster is shown. */
const approveAll = async (screen: Screen) => {
	await screen.sees(/wait(s)? for you: press c/, 150);
	screen.press('c');
	await screen.sees('4 pending', 60);
	await screen.sees('+ ');
	screen.press('a');
	// Its row waits no more, and the cursor is on the next one that does.
	await screen.sees(/ (approved|issued in [\d.]+ s) /);
	await screen.sees(/^> +\[ \]/m);
	screen.press(' ', ' ');
	await screen.sees(/\[x\][\s\S]*\[x\]/);
	screen.press('a');
	const deadline = Date.now() + 150_000;
	while (!screen.text().includes('nodes are Ready') && Date.now() < deadline) {
		if (/: \d+ pending/.test(screen.text())) screen.press('A');
		const failed = (await journal()).find(event => event.type === 'task-ended' && event.outcome === 'failed');
		if (failed) throw new Error(JSON.stringify(failed));
		await sleep(300);
	}
};

const leaves = async (t: ExecutionContext, screen: Screen) => {
	t.deepEqual(screen.mode(), {buffer: 'alternate', cursor: 'hidden'});
	screen.press('q');
	t.is((await screen.ended).exitCode, 0);
	t.deepEqual(screen.mode(), {buffer: 'normal', cursor: 'shown'});
};

test.serial('keys alone lead from an empty table over five hosts to a cluster that works', async t => {
	t.timeout(600_000);
	let at = Date.now();
	const lap = (what: string) => {
		t.log(`${what}: ${seconds(at)}`);
		at = Date.now();
	};
	const screen = open(t);
	await typeHosts(t, screen);
	lap('nodes');
	await answerNetwork(screen);
	lap('network');
	await readPreview(t, screen);
	lap('preview');
	screen.press('i');
	await screen.sees('5 artifacts are not pinned (no published checksum). Install all the same?');
	screen.press('y');
	await screen.sees('Is everything ready?');
	await screen.sees(/Enter installs\./, 120);
	lap('check');
	screen.press(keys.enter);
	await screen.sees('PHASES', 60);
	await approveAll(screen);
	await screen.sees('wizard: 4 of 4 nodes are Ready', 60);
	lap('install');
	t.notRegex(screen.text(), /Unhealthy/);
	// Newer API servers look at etcd as one.
	for (const component of ['scheduler', 'controller-manager', 'etcd-0']) t.regex(screen.text(), new RegExp(`^${component} +Healthy `, 'm'));
	await leaves(t, screen);

	const requests = new Map(
		(await journal()).flatMap(event => (event.type === 'signing-requests' ? event.requests : [])).map(one => [one.name, one]),
	);
	const decided = (await journal()).flatMap(event => (event.type === 'decided' ? [event] : []));
	t.true(decided.every(({decision, by}) => decision === 'approved' && by === 'person'));
	t.deepEqual(
		decided.map(({request}) => `${requests.get(request)?.node} ${requests.get(request)?.signer}`).sort(),
		[1, 2, 3, 4].flatMap(i =>
			['kubernetes.io/kube-apiserver-client-kubelet', 'kubernetes.io/kubelet-serving'].map(signer => `node${i} ${signer}`),
		),
	);
	t.true((await readFile(path.join(cluster.folder, 'cluster.yaml'), 'utf8')).startsWith('# ours\n'));
	await deployApp(cluster);
	await t.notThrowsAsync(healthy(cluster));
	lap('app');
});

test.serial('a screen that is killed takes no run with it: attach shows the run, which goes on', async t => {
	t.timeout(300_000);
	const screen = open(t);
	// A cluster that stands is opened at its screen, and changed from there.
	await screen.sees('wizard: 4 of 4 nodes are Ready', 60);
	screen.press('e');
	await screen.sees('front');
	screen.press(keys.enter);
	await screen.sees('No problem found.');
	screen.press(keys.enter);
	await screen.sees('> Kubernetes');
	screen.press(keys.enter);
	await screen.sees(/plan [0-9a-f]{12}: 5 hosts/, 90);
	const before = (await journal()).length;
	screen.press('i', 'y');
	await screen.sees(/Enter installs\./, 120);
	screen.press(keys.enter);
	await screen.sees('PHASES', 60);
	process.kill(screen.pid, 'SIGKILL');
	await screen.ended;
	const events = async () => (await journal()).slice(before);
	const [started] = await events();
	t.false(
		(await events()).some(({type}) => type === 'run-ended'),
		'the run was over before the screen was killed',
	);

	const attached = open(t, ['attach']);
	await attached.sees('PHASES');
	await attached.sees('wizard: 4 of 4 nodes are Ready', 150);
	await leaves(t, attached);
	const all = await events();
	t.is(new Set(all.map(({run}) => run)).size, 1);
	t.is(started?.type, 'run-started');
	const end = all.at(-1);
	t.is(end?.type === 'run-ended' ? end.outcome : end?.type, 'unchanged');
});
