import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {pipeline} from 'node:stream/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {execa} from 'execa';
import {wantedArtifacts} from '../../source/catalog/releases.ts';

const script = new URL('../../scripts/lab/artifacts/make.sh', import.meta.url).pathname;
const binarySums = new URL('../../scripts/lab/artifacts/kubernetes-1.20.2.sha256', import.meta.url);
const out = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kinstall/lab/artifacts');
const file = (name: string) => {
	const found = wantedArtifacts({kubernetes: 'v1.20.2'}, 'amd64').find(artifact => artifact.file.startsWith(name));
	return join(out, found!.path);
};

const make = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) => {
	const result = await execa(script, words, {env: {KINSTALL_LANG: 'en', ...env}, reject: false, stdin: 'ignore'});
	return {code: result.exitCode, out: result.stdout, err: result.stderr};
};

const sumOf = async (path: string) => {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
};

const shell = async (command: string, ...words: readonly string[]) => {
	const {stdout} = await execa('bash', ['-euo', 'pipefail', '-c', command, 'bash', ...words]);
	return stdout;
};

/** Paths of all files below a folder, without the maker's own. */
const filesOf = async (folder: string) => {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	return entries
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.filter(path => !path.startsWith('.') && path !== 'progress.json')
		.sort();
};

const folders: string[] = [];
const freshFolder = async () => {
	const folder = await mkdtemp(join(tmpdir(), 'kinstall-artifacts-'));
	folders.push(folder);
	return folder;
};

test.before(async t => {
	t.timeout(1_500_000, 'building Kubernetes');
	const {code, err} = await make([]);
	t.is(code, 0, err);
});

test.after.always(async () => {
	await Promise.all(folders.map(async folder => rm(folder, {recursive: true, force: true})));
});

test.serial('every artifact that the catalog asks for on 1.20 is there, with its sum beside it, and nothing else', async t => {
	const wanted = [
		...wantedArtifacts({kubernetes: 'v1.20.2'}, 'amd64').map(artifact => artifact.path),
		'images/app-1.tar',
		'images/pause-3.2.tar',
	];
	t.deepEqual(await filesOf(out), wanted.flatMap(path => [path, `${path}.sha256`]).sort());
	for (const path of wanted) {
		t.is(await readFile(join(out, `${path}.sha256`), 'utf8'), `${await sumOf(join(out, path))}\n`, path);
	}
});

test.serial('the archives have the members of upstream, owned by root and executable', async t => {
	const members = async (path: string) =>
		(await shell('tar --numeric-owner -tvf "$1"', path))
			.split('\n')
			.map(line => line.split(/\s+/))
			.filter(([mode]) => mode!.startsWith('-'));
	const binaries = ['kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubeadm', 'kubectl', 'kubelet'];
	const expected: ReadonlyArray<readonly [string, readonly string[]]> = [
		['kubernetes-server', binaries.map(name => `kubernetes/server/bin/${name}`)],
		['etcd', ['etcd-v3.4.23-linux-amd64/etcd', 'etcd-v3.4.23-linux-amd64/etcdctl']],
		['containerd', ['bin/containerd', 'bin/containerd-shim-runc-v2', 'bin/ctr']],
	];
	for (const [name, paths] of expected) {
		t.deepEqual(
			await members(file(name)),
			(await members(file(name))).map(([, , ...rest]) => ['-rwxr-xr-x', '0/0', ...rest]),
		);
		t.deepEqual(
			(await members(file(name))).map(member => member.at(-1)),
			[...paths],
		);
	}
	const plugins = (await members(file('cni-plugins'))).map(member => member.at(-1));
	for (const name of ['bridge', 'host-local', 'loopback', 'portmap']) t.true(plugins.includes(`./${name}`), name);
});

test.serial('the Kubernetes binaries are those of the recipe, and all programs tell their versions', async t => {
	const folder = await freshFolder();
	for (const name of ['kubernetes-server', 'etcd', 'containerd']) await shell('tar -xzf "$1" -C "$2"', file(name), folder);
	const sums = (await readFile(binarySums, 'utf8')).split('\n').filter(line => /^[0-9a-f]{64} /.test(line));
	t.is(sums.length, 7);
	for (const [sum, name] of sums.map(line => line.split('  '))) t.is(await sumOf(join(folder, 'kubernetes/server/bin', name!)), sum!);
	const says = async (path: string, ...words: readonly string[]) => (await execa(join(folder, path), words)).stdout;
	t.is(await says('kubernetes/server/bin/kubelet', '--version'), 'Kubernetes v1.20.2');
	t.is(await says('kubernetes/server/bin/kubeadm', 'version', '-o', 'short'), 'v1.20.2');
	t.regex(await says('etcd-v3.4.23-linux-amd64/etcd', '--version'), /etcd Version: 3\.4\.23/);
	t.regex(await says('bin/containerd', '--version'), /1\.6\.20/);
	t.regex(await shell('cp "$1" "$2/runc" && chmod +x "$2/runc" && "$2/runc" --version', file('runc'), folder), /runc version 1\.1\.5/);
});

for (const [path, tag, program] of [
	['images/pause-3.2.tar', 'registry.k8s.io/pause:3.2', './pause'],
	['images/app-1.tar', 'kinstall.local/app:1', './bin/serve-hostname'],
] as const) {
	test.serial(`${path} is a docker-archive of ${tag}`, async t => {
		const folder = await freshFolder();
		await shell('tar -xf "$1" -C "$2"', join(out, path), folder);
		const [manifest] = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Array<{
			Config: string;
			RepoTags: string[];
			Layers: string[];
		}>;
		t.deepEqual(manifest!.RepoTags, [tag]);
		t.is(`${await sumOf(join(folder, manifest!.Config))}.json`, manifest!.Config);
		const config = JSON.parse(await readFile(join(folder, manifest!.Config), 'utf8')) as {
			architecture: string;
			rootfs: {diff_ids: string[]};
		};
		t.is(config.architecture, 'amd64');
		const layer = join(folder, manifest!.Layers[0]!);
		t.deepEqual(config.rootfs.diff_ids, [`sha256:${await sumOf(layer)}`]);
		t.true((await shell('tar -tf "$1"', layer)).split('\n').includes(program));
	});
}

test.serial('the app answers with its host name on port 8080, and as PID 1 ends at once on SIGTERM', async t => {
	const folder = await freshFolder();
	await shell('tar -xf "$1" -C "$2" && tar -xf "$2"/*/layer.tar -C "$2"', join(out, 'images/app-1.tar'), folder);
	const start = `hostname pod-7; ip link set lo up; mount --bind /dev ${folder}/dev; exec chroot ${folder} /bin/serve-hostname`;
	const pod = execa('unshare', ['--uts', '--net', '--mount', '--pid', '--fork', '--kill-child', 'bash', '-c', start], {
		reject: false,
		timeout: 20_000,
	});
	const first = async () => (await execa('pgrep', ['-P', String(pod.pid)], {reject: false})).stdout;
	const ask = async () =>
		execa('nsenter', ['-t', await first(), '-n', 'chroot', folder, '/bin/wget', '-qO-', 'http://127.0.0.1:8080/'], {reject: false});
	let answer = '';
	for (let tries = 0; tries < 50 && answer === ''; tries++) {
		answer = (await ask()).stdout;
		await sleep(100);
	}
	t.is(answer, 'pod-7');
	const since = performance.now();
	process.kill(Number(await first()), 'SIGTERM');
	t.is((await pod).exitCode, 0);
	t.true(performance.now() - since < 3000);
});

test.serial('a second run says ready in less than a second and touches nothing', async t => {
	const before = (await stat(file('etcd'))).mtimeMs;
	const since = performance.now();
	const {code, out: said} = await make([]);
	const took = performance.now() - since;
	t.deepEqual({code, said}, {code: 0, said: `ready: ${out}`});
	t.true(took < 1000, `took ${Math.round(took)} ms`);
	t.is((await stat(file('etcd'))).mtimeMs, before);
	const {secondsLeft, id} = JSON.parse(await readFile(join(out, 'progress.json'), 'utf8')) as {secondsLeft: number; id: string};
	t.deepEqual({secondsLeft, id}, {secondsLeft: 0, id: 'ready'});
});

test.serial('made again elsewhere, the artifacts are the same to the byte; a damaged one is made anew', async t => {
	t.timeout(120_000);
	const folder = await freshFolder();
	const names = ['etcd', 'app', 'pause'];
	t.is((await make([folder, ...names])).code, 0);
	const made = await filesOf(folder);
	t.is(made.length, 6);
	for (const path of made) t.is(await sumOf(join(folder, path)), await sumOf(join(out, path)), path);
	const app = join(folder, 'images/app-1.tar');
	await writeFile(app, 'half');
	t.is((await make([folder, ...names])).code, 0);
	t.is(await sumOf(app), await sumOf(join(out, 'images/app-1.tar')));
});

test.serial('prebuilt binaries with another sum are refused by name, and leave no archive', async t => {
	const folder = await freshFolder();
	const prebuilt = await freshFolder();
	await mkdir(join(prebuilt, 'bin'));
	for (const name of ['kube-apiserver', 'kubelet']) await writeFile(join(prebuilt, 'bin', name), '#!/bin/sh\n');
	await shell('tar -cJf "$1/v1.20.2-linux-amd64.tar.xz" -C "$1/bin" .', prebuilt);
	const {code, err} = await make([folder, 'kubernetes'], {KINSTALL_PREBUILT: prebuilt});
	t.is(code, 1);
	t.regex(err, /kube-apiserver has sha256 [0-9a-f]{64}, expected 5917a4810/);
	t.deepEqual(await filesOf(folder), []);
	const {failed} = JSON.parse(await readFile(join(folder, 'progress.json'), 'utf8')) as {failed: string};
	t.regex(failed, /kube-apiserver has sha256/);
	const missing = await make([folder, 'kubernetes'], {KINSTALL_PREBUILT: join(prebuilt, 'none')});
	t.regex(missing.err, /no readable .*none\/v1\.20\.2-linux-amd64\.tar\.xz/);
});

test.serial('an unknown artifact is refused with the list of those there are', async t => {
	const {code, err} = await make([await freshFolder(), 'docker']);
	t.is(code, 1);
	t.is(err, 'there is no artifact docker; there are: etcd containerd runc cni app pause kubernetes');
});

test.serial('killed in the middle, it leaves no half artifact and no process, and the next run goes on', async t => {
	t.timeout(120_000);
	const folder = await freshFolder();
	const names = [folder, 'etcd', 'containerd'];
	const child = execa(script, names, {reject: false, stdio: 'ignore'});
	const progress = async () => readFile(join(folder, 'progress.json'), 'utf8').catch(() => '{}');
	while (!(await progress()).includes('"id": "containerd"')) await sleep(20);
	child.kill('SIGKILL');
	await child;
	await sleep(2500);
	t.is((await execa('pgrep', ['-af', folder], {reject: false})).stdout, '');
	t.deepEqual(
		(await filesOf(folder)).filter(path => path.includes('containerd')),
		[],
	);
	const again = await make(names);
	t.is(again.code, 0, again.err);
	t.notRegex(again.out, /etcd 3\.4\.23/, 'what was made is kept');
	t.is((await filesOf(folder)).length, 4);
});
