/** A registry of Debian's with TLS and a password on a lab host, filled from a bundle, and what nodes and pods pull from it. */
import {readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {releaseOf} from '../../source/catalog/releases.ts';
import {openBundle} from '../../source/run/bundle/open-bundle.ts';
import {guide} from './guide.ts';
import type {LabCluster} from './lab-cluster.ts';
import {copyTo, selfSigned, unpackDebian} from './registry.ts';
import {until} from './until.ts';

const password = 'not-for_eyes.2';
/** That password by bcrypt. */
const hash = '$2y$05$abcdefghijklmnopqrstuuNHBtmEh3FV7qA2//hKG0hnUpA4saW.e';
const port = 5000;

/** Starts it on host I; gives what a person needs to know of it. */
export const startRegistry = async ({lab, kit}: LabCluster, i: number) => {
	const address = lab.address(i);
	const directory = path.join(kit.directory, 'debian');
	await unpackDebian(directory, ['docker-registry']);
	await selfSigned(directory, `IP:${address}`);
	await copyTo(lab, i, directory, ['usr', 'key.pem', 'cert.pem']);
	await lab.onHost(
		i,
		`cat >/srv/registry.yml; echo 'kinstall:${hash}' >/srv/htpasswd
		systemd-run -q --unit=registry /srv/usr/bin/docker-registry serve /srv/registry.yml
		wait=0; until (exec 3<>/dev/tcp/${address}/${port}) 2>/dev/null; do sleep 0.2; [ $((wait += 1)) -lt 100 ]; done`,
		{
			input: `version: 0.1
storage: {filesystem: {rootdirectory: /srv/registry}}
http: {addr: "${address}:${port}", tls: {certificate: /srv/cert.pem, key: /srv/key.pem}}
auth: {htpasswd: {realm: lab, path: /srv/htpasswd}}
`,
		},
	);
	return {
		host: `${address}:${port}`,
		authority: await readFile(path.join(directory, 'cert.pem'), 'utf8'),
		credentials: `kinstall:${password}`,
	};
};

const runs = (cluster: LabCluster, name: string): Promise<boolean> =>
	until(`${name} runs`, 120, async () => {
		const status = await cluster.kubectl(['get', 'pod', name, '-o', 'jsonpath={.status.phase} {.status.containerStatuses[*].state}']);
		if (!status.startsWith('Running')) throw new Error(status);
		return true;
	});

type Kinstall = (...words: readonly string[]) => Promise<{readonly code: number; readonly out: string; readonly err: string}>;

/** A bundle whose images come back from the registry: no archive holds them, and there is no way out to where they are from. */
const tryBack = async (
	t: ExecutionContext,
	{folder, spec, writeSpec}: LabCluster,
	change: {artifacts: object; registries: readonly object[]},
	kinstall: Kinstall,
) => {
	const {pause} = releaseOf(spec.kubernetes);
	await writeSpec({...change, artifacts: {...change.artifacts, images: []}});
	const made = await kinstall('bundle', 'create', '--yes', '--no-packages', '--output', 'back.tar');
	t.is(made.code, 0, made.err);
	const file = path.join(folder, 'back.tar');
	const bundle = await openBundle(file);
	t.deepEqual(
		bundle.lock.members.flatMap(({references = []}) => references),
		[pause],
	);
	await bundle[Symbol.asyncDispose]();
	await rm(file);
	await writeSpec(change);
};

/** What docs/registry.md says, in a folder with a bundle `carried.tar` that holds the sandbox image. */
export const tryOwnRegistry = async (t: ExecutionContext, cluster: LabCluster, artifacts: object): Promise<void> => {
	const {lab, kit, folder, hosts} = cluster;
	const address = lab.address(1);
	const {host, authority} = await startRegistry(cluster, 1);
	const {pause} = releaseOf(cluster.spec.kubernetes);
	const kinstall = async (...words: readonly string[]) => {
		const places = [`TMPDIR=${kit.directory}/t`, `XDG_CACHE_HOME=${kit.directory}/cache`];
		const bin = path.join(kit.directory, 'dist/source/bin.cjs');
		return lab.try(['ctl', 'env', '-C', folder, ...places, process.execPath, bin, ...words], 400);
	};
	const put = (name: string, text: string) => writeFile(path.join(folder, name), text, {mode: 0o600});
	const words = (heading: string) => guide('docs/registry.md', heading).commands.map(line => line.split(' ').slice(1));
	const [push = []] = words('Fill it');
	const [check = [], apply = []] = words('Use it');
	const {registries} = guide('docs/registry.md', 'A registry of your own', {'registry.example.org:5000': host}).settings;
	const [registry] = registries as unknown as readonly [object];
	const write = (...registries: readonly object[]) => cluster.writeSpec({artifacts, registries});
	await write(registry);
	const untouched = async () =>
		t.deepEqual(
			await lab.onHosts(hosts, 'find /etc/containerd/certs.d -type f 2>/dev/null || true'),
			hosts.map(() => ''),
			'nothing is touched',
		);

	await put('registry-ca.crt', authority);
	await put('registry-credentials', 'kinstall:wrong-word\n');
	for (const words of [push, apply]) {
		const told = await kinstall(...words);
		t.is(told.code, 1, told.out);
		t.regex(told.out + told.err, /it does not take the credentials of \.\/registry-credentials \(401/);
		t.notRegex(told.out + told.err, /wrong-word/);
	}
	await put('registry-credentials', `kinstall:${password}\n`);
	await put('registry-ca.crt', await readFile(path.join(folder, 'pki/ca.crt'), 'utf8'));
	for (const words of [push, check]) {
		const told = await kinstall(...words);
		t.is(told.code, 1, told.out);
		t.regex(told.out + told.err, /its certificate is not signed by the authority in \.\/registry-ca\.crt/);
	}
	await put('registry-ca.crt', authority);
	await untouched();

	const pushed = await kinstall(...push);
	t.is(pushed.code, 0, pushed.err);
	t.true(pushed.out.includes(`${pause} -> ${host}/${pause.split('/')[1]}: `), pushed.out);
	const again = await kinstall(...push);
	t.true(again.out.includes('all of it was there'), again.out);
	t.notRegex(again.out, /parts sent/);
	await tryBack(t, cluster, {artifacts, registries: [registry]}, kinstall);

	const told = await kinstall(...apply);
	t.is(told.code, 0, `${told.out.slice(-3000)}${told.err.slice(-2000)}`);
	const pod = (name: string, image: string) =>
		cluster.kubectl([
			'run',
			name,
			`--image=${image}`,
			'--image-pull-policy=Always',
			'--overrides={"spec":{"automountServiceAccountToken":false}}',
		]);
	await pod('mirrored', pause);
	await t.notThrowsAsync(runs(cluster, 'mirrored'));
	const {out} = await lab.try(
		['ctl', 'grep', '-rlF', '-e', password, '-e', Buffer.from(`kinstall:${password}`).toString('base64'), folder],
		60,
	);
	t.deepEqual(
		out
			.trim()
			.split('\n')
			.map(file => path.relative(folder, file).replace(/_5000_/, ''))
			.sort(),
		[...[address, 'docker.io', 'ghcr.io', 'registry.k8s.io'].map(name => `pki/registries/${name}.toml`), 'registry-credentials'],
	);

	await write({...registry, mirrorOf: [], onNodes: false});
	const secret = await kinstall(...apply);
	t.is(secret.code, 0, `${secret.out.slice(-3000)}${secret.err.slice(-2000)}`);
	t.deepEqual(
		await lab.onHosts(cluster.nodes, 'cd /etc/containerd/certs.d; ls; grep -rc Authorization . | grep -v ":0" || true'),
		cluster.nodes.map(() => `${address}_${port}_\n`),
	);
	await pod('opened', `${host}/${pause.split('/')[1]}`);
	await t.notThrowsAsync(runs(cluster, 'opened'));

	await write();
	const last = await kinstall(...apply);
	t.is(last.code, 0, `${last.out.slice(-3000)}${last.err.slice(-2000)}`);
	await untouched();
	t.is(await cluster.kubectl(['get', 'secrets', '-A', '-l', 'kinstall/addon=pull-secrets', '-o', 'name']), '');
	t.is(
		await cluster.kubectl(['get', 'serviceaccount', 'default', '-o', 'jsonpath={.imagePullSecrets}']).then(text => text.replace('[]', '')),
		'',
	);
};
