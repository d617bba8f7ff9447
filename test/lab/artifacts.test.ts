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
import {corednsImage, releaseOf, wantedArtifacts} from '../../source/catalog/releases.ts';

const script = new URL('../../scripts/lab/artifacts/make.sh', import.meta.url).pathname;
const sets = new URL('../../scripts/lab/artifacts/sets.txt', import.meta.url);
const binarySums = new URL('../../scripts/lab/artifacts/kubernetes-1.20.2.sha256', import.meta.url);
const out = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kinstall/lab/artifacts');
/** What is tried on lab hosts by every `npm test`. */
const versions = ['v1.20.2', 'v1.37.1'] as const;
type Version = (typeof versions)[number];
const minors = versions.map(version => releaseOf(version).minor);
const file = (name: string, version: Version = 'v1.20.2') => {
	const found = wantedArtifacts({kubernetes: version}, 'amd64').find(artifact => artifact.file.startsWith(name));
	return join(out, found!.path);
};
const dnsOf = (version: string) => `coredns-${corednsImage(version).split(':')[1]!.replace('v', '')}`;
/** As the lab names them: `pause-3.2`. */
const pauseOf = (version: string) => releaseOf(version).pause.split('/')[1]!.replace(':', '-');

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
	t.timeout(2_400_000, 'building Kubernetes');
	const {code, err} = await make(['', ...minors]);
	t.is(code, 0, err);
});

test.after.always(async () => {
	await Promise.all(folders.map(async folder => rm(folder, {recursive: true, force: true})));
});

test.serial('the sets name the versions of the catalog', async t => {
	for (const line of (await readFile(sets, 'utf8')).split('\n').filter(text => /^\d/.test(text))) {
		const [minor, ...ids] = line.split(' ');
		const version = ids.find(id => id.startsWith('kubernetes-'))!.replace('kubernetes-', 'v');
		const {etcd, containerd, runc, cniPlugins} = releaseOf(version);
		t.is(releaseOf(version).minor, minor!);
		for (const id of [`etcd-${etcd}`, `containerd-${containerd}`, `runc-${runc}`, `cni-${cniPlugins}`, pauseOf(version), dnsOf(version)])
			t.true(ids.includes(id), id);
	}
});

test.serial('every artifact that the catalog asks for on the tried versions is there, with its sum beside it', async t => {
	const wanted = versions.flatMap(version => [
		...wantedArtifacts({kubernetes: version}, 'amd64').map(artifact => artifact.path),
		'images/app-1.tar',
		`images/${pauseOf(version)}.tar`,
	]);
	const files = new Set(await filesOf(out));
	for (const path of wanted) t.true(files.has(path) && files.has(`${path}.sha256`), path);
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
	const etcd = (version: Version, names: readonly string[]) => names.map(name => `etcd-v${releaseOf(version).etcd}-linux-amd64/${name}`);
	const expected = (version: Version): ReadonlyArray<readonly [string, readonly string[]]> => [
		['kubernetes-server', binaries.map(name => `kubernetes/server/bin/${name}`)],
		['etcd', etcd(version, version === 'v1.20.2' ? ['etcd', 'etcdctl'] : ['etcd', 'etcdctl', 'etcdutl'])],
		['containerd', ['bin/containerd', 'bin/containerd-shim-runc-v2', 'bin/ctr']],
	];
	for (const version of versions) {
		for (const [name, paths] of expected(version)) {
			const found = await members(file(name, version));
			t.deepEqual(
				found,
				found.map(([, , ...rest]) => ['-rwxr-xr-x', '0/0', ...rest]),
			);
			t.deepEqual(
				found.map(member => member.at(-1)),
				[...paths],
			);
		}

		const plugins = (await members(file('cni-plugins', version))).map(member => member.at(-1));
		for (const name of ['bridge', 'host-local', 'loopback', 'portmap', 'bandwidth']) t.true(plugins.includes(`./${name}`), name);
	}
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

test.serial('what is compiled from Go modules tells its versions, and runc knows seccomp', async t => {
	const folder = await freshFolder();
	const version = 'v1.37.1';
	const {etcd, containerd, runc, cniPlugins} = releaseOf(version);
	for (const name of ['kubernetes-server', 'etcd', 'containerd', 'cni-plugins'])
		await shell('tar -xzf "$1" -C "$2"', file(name, version), folder);
	const says = async (path: string, ...words: readonly string[]) => (await execa(join(folder, path), words)).stdout;
	t.is(await says('kubernetes/server/bin/kubelet', '--version'), `Kubernetes ${version}`);
	t.is(await says('kubernetes/server/bin/kubeadm', 'version', '-o', 'short'), version);
	t.true((await says(`etcd-v${etcd}-linux-amd64/etcd`, '--version')).includes(`etcd Version: ${etcd}`));
	t.true((await says('bin/containerd', '--version')).includes(` v${containerd} `));
	const said = await shell('cp "$1" "$2/runc" && chmod +x "$2/runc" && "$2/runc" --version', file('runc', version), folder);
	t.true(said.startsWith(`runc version ${runc}\n`), said);
	t.regex(said, /libseccomp: \d/);
	t.true((await shell('"$1" --version 2>&1 </dev/null || :', join(folder, 'bridge'))).includes(cniPlugins), 'bridge');
});

for (const [path, tag, program] of [
	['images/pause-3.2.tar', 'registry.k8s.io/pause:3.2', './pause'],
	['images/pause-3.10.2.tar', 'registry.k8s.io/pause:3.10.2', './pause'],
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
	const {code, out: said} = await make(['', ...minors]);
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
	const names = ['etcd-3.4.23', 'app-1', 'pause-3.2'];
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
	const {code, err} = await make([folder, 'kubernetes-1.20.2'], {KINSTALL_PREBUILT: prebuilt});
	t.is(code, 1);
	t.regex(err, /kube-apiserver has sha256 [0-9a-f]{64}, expected 5917a4810/);
	t.deepEqual(await filesOf(folder), []);
	const {failed} = JSON.parse(await readFile(join(folder, 'progress.json'), 'utf8')) as {failed: string};
	t.regex(failed, /kube-apiserver has sha256/);
	const missing = await make([folder, 'kubernetes-1.20.2'], {KINSTALL_PREBUILT: join(prebuilt, 'none')});
	t.regex(missing.err, /no readable .*none\/v1\.20\.2-linux-amd64\.tar\.xz/);
});

test.serial('an unknown artifact is refused with the list of those there are', async t => {
	const {code, err} = await make([await freshFolder(), 'docker']);
	t.is(code, 1);
	t.regex(err, /^there is no artifact docker; there are: 1\.37 1\.36 1\.35 1\.20 kubernetes-1\.37\.1 etcd-/);
});

test.serial('killed in the middle, it leaves no half artifact and no process, and the next run goes on', async t => {
	t.timeout(120_000);
	const folder = await freshFolder();
	const names = [folder, 'etcd-3.4.23', 'containerd-1.6.20'];
	const child = execa(script, names, {reject: false, stdio: 'ignore'});
	const progress = async () => readFile(join(folder, 'progress.json'), 'utf8').catch(() => '{}');
	while (!(await progress()).includes('"id": "containerd-1.6.20"')) await sleep(20);
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
