/** One host with every role, over ssh; and another one that installs itself, the newest version with manifests of a person, with Node in it and no ssh at all. */
import {randomBytes} from 'node:crypto';
import {copyFile, mkdir, readFile, realpath, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {etcdctl} from '../../scripts/lib/probes.ts';
import {defaultVersion, releaseOf} from '../../source/catalog/releases.ts';
import {labImages} from '../../source/run/lab-images.ts';
import {appAnswers, certificatesIssued, componentsHealthy, deployApp, healthy, nodesReady} from './health.ts';
import {artifacts, kubectlOf, makeArtifacts} from './kinstall.ts';
import {root, run} from './lab.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {comparePlan, traces} from './placed.ts';
import {renewal} from './renewal.ts';
import {until} from './until.ts';

const every = ['control-plane', 'etcd', 'worker'];
const auditLog = {maxSize: 1, maxBackup: 2};
let cluster: LabCluster;

test.before(async t => {
	t.timeout(2_400_000, 'artifacts and a lab of two hosts');
	await makeArtifacts(releaseOf(defaultVersion).minor);
	cluster = await makeLabCluster('one', '10.91.0', [{roles: every}, {roles: every}], {security: {auditLog}});
	await cluster.writeSpec({hosts: cluster.spec.hosts.slice(0, 1)});
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

test.serial('one host with every role, its own endpoint, is a healthy cluster', async t => {
	t.timeout(400_000);
	const one: LabCluster = {...cluster, hosts: [1], controlPlanes: [1], nodes: [1]};
	const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected', '--json']);
	t.is(told.code, 0, words(told));
	t.is(endOf(told)?.outcome, 'done');
	await deployApp(one);
	await t.notThrowsAsync(healthy(one));
	t.deepEqual((await comparePlan(cluster.lab, 1, path.join(cluster.folder, 'plan/hosts/node1'))).differences, []);
});

test.serial('a kubelet renews its serving certificate with nobody at the keys; a request for more names is left to a person', async t => {
	t.timeout(300_000);
	const {journal, state, hours} = await renewal(cluster, 1);
	t.true(hours > 24 * 300, `${hours} h`);
	t.regex(journal, /^approved the renewal csr-\S+ of system:node:node1: .* the same names: node1, /m);
	t.is(state, '{}');
	const left = journal.split('\n').filter(line => line.startsWith('left to a person: asks-for-more'));
	t.is(left.length, 1, journal);
	t.regex(left[0]!, /kubernetes\.default\.svc is not node1's in cluster\.yaml/);
	await cluster.kubectl(['delete', 'csr', 'asks-for-more']);
	t.regex(await cluster.kubectl(['logs', 'deployment/app']), /this is app-/);
});

test.serial('the audit log is turned over at its size, and what is too old of it goes', async t => {
	t.timeout(120_000);
	const folder = '/var/log/kubernetes';
	// Forty lines of 100 kB each.
	await cluster.lab.onHost(
		1,
		`pad=$(head -c 100000 /dev/zero | tr '\\0' a)
		for _ in {1..40}; do kubectl --kubeconfig=/root/.kube/config get --raw "/api/v1/namespaces/default/configmaps?pad=$pad" >/dev/null; done`,
	);
	const turned = until('one log and two before it', 20, async () => {
		const sizes = (await cluster.lab.onHost(1, `stat -c %s ${folder}/*`)).trim().split('\n').map(Number);
		if (sizes.length !== 1 + auditLog.maxBackup || Math.max(...sizes) > 1024 * 1024) throw new Error(sizes.join(' '));
		return true;
	});
	await t.notThrowsAsync(turned);
});

/** What two Secrets begin with in etcd, as who writes them says, and what one of them reads as through the API. */
const secrets = async () => {
	const stored = await cluster.lab.onHost(
		1,
		`for key in first second; do ${etcdctl} get /registry/secrets/default/$key --print-value-only | head -c 60 | tr -cd '[:print:]' | grep -oE '^(k8s:enc:[a-z]+:v1:[a-z0-9-]+|k8s)'; done`,
	);
	const encoded = await cluster.kubectl(['get', 'secret', 'first', '-o', 'jsonpath={.data.word}']);
	return {writers: stored.trim().split('\n'), word: Buffer.from(encoded, 'base64').toString()};
};

test.serial('a new key and then none: Secrets are written anew each time, and what a person added to the file of keys stays', async t => {
	t.timeout(400_000);
	const write = async (security: object) => {
		await cluster.writeSpec({hosts: cluster.spec.hosts.slice(0, 1), security: {auditLog, ...security}});
		const told = await cluster.kinstall(['apply', '--yes', '--json']);
		t.is(endOf(told)?.outcome, 'done', words(told));
	};
	for (const name of ['first', 'second']) await cluster.kubectl(['create', 'secret', 'generic', name, `--from-literal=word=of-${name}`]);
	t.deepEqual(await secrets(), {writers: Array(2).fill('k8s:enc:secretbox:v1:secretbox-1'), word: 'of-first'});
	const keys = path.join(cluster.folder, 'pki/encryption.yaml');
	const own = `  - {resources: [configmaps], providers: [{identity: {}}, {aescbc: {keys: [{name: own, secret: ${randomBytes(32).toString('base64')}}]}}]}\n`;
	await writeFile(keys, `${await readFile(keys, 'utf8')}  # kms: name: not-yet\n${own}`);
	await write({encryptionKey: 2});
	t.deepEqual(await secrets(), {writers: Array(2).fill('k8s:enc:secretbox:v1:secretbox-2'), word: 'of-first'});
	await write({encryptionKey: 2, encryption: 'identity'});
	t.deepEqual(await secrets(), {writers: ['k8s', 'k8s'], word: 'of-first'});
	t.regex(await readFile(keys, 'utf8'), /name: own/);

	const kept = await readFile(keys, 'utf8');
	await writeFile(keys, kept.slice(0, kept.lastIndexOf('  - resources:')));
	const refused = await cluster.kinstall(['apply', '--yes']);
	t.is(refused.code, 1, words(refused));
	t.regex(refused.out, /pki\/encryption\.yaml lacks \(configmaps: aescbc\/own\)/);
	t.regex(refused.out, /encryption\.yaml on node1 has it/);
	await writeFile(keys, kept);
	await write({encryptionKey: 2});
	t.deepEqual(await secrets(), {writers: Array(2).fill('k8s:enc:secretbox:v1:secretbox-2'), word: 'of-first'});
});

test.serial('users may what they were given and no more; what a removed one can still do is said', async t => {
	t.timeout(240_000);
	const kubectl = await kubectlOf(cluster.folder);
	const file = (name: string) => path.join(cluster.folder, 'users', `${name}.kubeconfig`);
	const as = async (config: string, ...asked: readonly string[]) => {
		const {code, out, err} = await cluster.lab.try(['ctl', kubectl, '--kubeconfig', config, '--request-timeout=10s', ...asked], 30);
		return code === 0 ? out.trim() : `${out}${err}`.trim();
	};
	const may = async (name: string, ...asked: readonly string[]) => (await as(file(name), 'auth', 'can-i', ...asked)).split('\n')[0];
	await cluster.kubectl(['-n', 'kube-system', 'create', 'rolebinding', 'team', '--clusterrole=view', '--group=developers']);
	for (const asked of [
		['alice', '--role', 'default/edit', '--days', '3'],
		['bob', '--group', 'developers'],
		['carol', '--cluster-admin'],
		['ci', '--service-account', '--role', 'default/view', '--days', '2'],
	]) {
		const told = await cluster.kinstall(['user', 'add', ...asked, '--yes']);
		t.is(told.code, 0, words(told));
	}
	t.is((await cluster.kinstall(['user', 'add', 'alice', '--cluster-admin', '--yes'])).code, 2, 'one who is there is not made again');
	const rights: ReadonlyArray<readonly [name: string, asked: string, allowed: 'yes' | 'no']> = [
		['alice', 'create deployments -n default', 'yes'],
		['alice', 'create rolebindings -n default', 'no'],
		['alice', 'get pods -n kube-system', 'no'],
		['alice', 'get nodes', 'no'],
		['bob', 'get pods -n kube-system', 'yes'],
		['bob', 'get secrets -n kube-system', 'no'],
		['bob', 'get pods -n default', 'no'],
		['carol', '* *', 'yes'],
		['ci', 'get pods -n default', 'yes'],
		['ci', 'delete pods -n default', 'no'],
		['ci', 'create pods -n kinstall-users', 'no'],
	];
	for (const [name, asked, allowed] of rights) t.is(await may(name, ...asked.split(' ')), allowed, `${name}: ${asked}`);
	t.is(await as(file('alice'), '-n', 'default', 'create', 'configmap', 'of-alice'), 'configmap/of-alice created');
	t.regex(await as(file('alice'), '-n', 'kube-system', 'get', 'secrets'), /User "alice" cannot list resource "secrets"/);
	t.regex(await as(file('ci'), '-n', 'default', 'get', 'deployment', 'app', '-o', 'name'), /^deployment.apps\/app$/);

	const listed = await cluster.kinstall(['user', 'list']);
	t.regex(listed.out, /^alice +certificate until \S+ +default\/edit$/m);
	t.regex(listed.out, /^bob +certificate until \S+ +group developers$/m);
	t.regex(listed.out, /^carol +certificate until \S+ +cluster-admin$/m);
	t.regex(listed.out, /^ci +token until \S+ +default\/view$/m);

	const kept = async (name: string) => {
		const copy = `${file(name)}.kept`;
		await copyFile(file(name), copy);
		const told = await cluster.kinstall(['user', 'remove', name, '--yes']);
		t.is(told.code, 0, words(told));
		return {copy, told};
	};
	const alice = await kept('alice');
	t.regex(alice.told.out, /cannot be revoked: until \S+ it still says who sends a request\.$/m);
	t.regex(await as(alice.copy, 'get', 'configmap', 'of-alice'), /User "alice" cannot get resource "configmaps"/);
	const bob = await kept('bob');
	t.regex(bob.told.out, /cannot be revoked: until .* in developers: rights of these groups stay/);
	t.is(await as(bob.copy, 'auth', 'can-i', 'get', 'pods', '-n', 'kube-system'), 'yes', 'as was said');
	const ci = await kept('ci');
	t.notRegex(ci.told.out, /revoked/);
	t.regex(await as(ci.copy, 'get', 'pods'), /Unauthorized|Forbidden/);
	// The API server knows a token for ten seconds without looking it up again.
	await until('the token of a removed account is refused', 30, async () =>
		/Unauthorized/.test(await as(ci.copy, 'get', 'pods')) ? true : undefined,
	);
	await kept('carol');
	t.regex((await cluster.kinstall(['user', 'list'])).out, /^no users$/m);
	t.is((await cluster.kinstall(['user', 'remove', 'alice', '--yes'])).code, 2);
});

test.serial('diff says 0 of a host as planned, and 3 with what differs, without a secret of it', async t => {
	t.timeout(120_000);
	const same = await cluster.kinstall(['diff']);
	t.is(same.code, 0, words(same));
	const key = '/etc/kubernetes/pki/apiserver.key';
	await cluster.lab.onHost(
		1,
		`sed -i 's/^cgroupDriver: systemd$/cgroupDriver: cgroupfs/' /etc/kubernetes/kubelet-config.yaml; chmod 600 /etc/containerd/config.toml
		cp -p ${key} /root/kept; echo changed >>${key}; rm /etc/sysctl.d/90-kinstall.conf`,
	);
	const differs = await cluster.kinstall(['diff']);
	t.is(differs.code, 3, words(differs));
	t.regex(differs.out, /^-cgroupDriver: cgroupfs$/m);
	t.regex(differs.out, /^\+cgroupDriver: systemd$/m);
	for (const path of ['/etc/containerd/config.toml', key, '/etc/sysctl.d/90-kinstall.conf']) t.true(differs.out.includes(path), path);
	t.notRegex(differs.out, /PRIVATE KEY/);
	await cluster.lab.onHost(1, `mv /root/kept ${key}`);
	const mended = await cluster.kinstall(['apply', '--yes', '--approve', 'expected']);
	t.is(mended.code, 0, words(mended));
	t.is((await cluster.kinstall(['diff'])).code, 0);
	await cluster.lab.must(['kill', '1']);
	const gone = await cluster.kinstall(['diff']);
	t.is(gone.code, 1, words(gone));
	await cluster.lab.must(['start', '1']);
});

/** The package and what it needs in production, with Node itself, as one archive on stdin of tar in the host. */
const copyIn = async (): Promise<void> => {
	const listed = await execa('npm', ['ls', '--omit=dev', '--all', '--parseable'], {cwd: root});
	const modules = listed.stdout
		.split('\n')
		.filter(line => line.includes('node_modules'))
		.map(line => path.relative(root, line));
	const node = await realpath(process.execPath);
	const send = async (from: readonly string[], to: string) => {
		const script = 'to=$1; shift; tar -c "$@" | "$LAB" exec 2 tar -x --no-same-owner -C "$to"';
		const LAB = path.join(root, 'scripts/lab/lab.sh');
		await cluster.lab.onHost(2, `mkdir -p ${to}`);
		const {code, err} = await run('bash', ['-euo', 'pipefail', '-c', script, 'send', to, ...from], {
			env: {...cluster.lab.env, LAB},
			seconds: 90,
		});
		if (code !== 0) throw new Error(`${to}: ${err}`);
	};
	await send(['-C', root, ...modules], '/srv/kinstall');
	await send(['-C', cluster.kit.directory, 'dist', 'package.json'], '/srv/kinstall');
	await send(['-C', path.dirname(node), path.basename(node)], '/srv/bin');
	await send(['-C', artifacts, 'dl.k8s.io', 'github.com', 'images'], '/srv/artifacts');
};

const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {mode: "0644"}\n';

test.serial(
	'a host that is local installs itself, with manifests of a person that a later apply takes away, and again after a reset',
	async t => {
		t.timeout(700_000);
		const {lab} = cluster;
		await copyIn();
		const {ssh: _, ...plain} = cluster.spec;
		const spec = {
			...plain,
			name: 'local',
			kubernetes: defaultVersion,
			addons: [{file: './settings.yaml'}],
			endpoint: {host: lab.address(2), port: 6443},
			hosts: [{name: 'node2', address: lab.address(2), roles: every, local: true}],
			artifacts: {
				...plain.artifacts,
				path: '/srv/artifacts',
				images: await labImages(defaultVersion),
			},
		};
		const write = (written: object) => lab.onHost(2, 'cat >/srv/cluster/cluster.yaml', {input: stringify(written)});
		await lab.onHost(2, 'mkdir -p /srv/cluster; cat >/srv/cluster/settings.yaml', {input: settings});
		await write(spec);
		const kinstall = 'cd /srv/cluster && PATH=/srv/bin:$PATH node /srv/kinstall/dist/source/bin.cjs';
		const before = await lab.onHost(2, 'ls /root/.ssh');
		const out = await lab.onHost(2, `${kinstall} apply --yes --approve expected`, {seconds: 300}).catch(error => String(error));
		t.regex(out, /The cluster stands/, out.slice(-3000));
		t.is(await lab.onHost(2, 'ls /root/.ssh'), before);

		// The same questions as to any cluster, with what the host itself has.
		const folder = path.join(cluster.kit.directory, 'local');
		await mkdir(path.join(folder, 'pki'), {recursive: true});
		for (const file of ['.unpacked.json', 'admin.kubeconfig', 'pki/ca.crt'])
			await writeFile(path.join(folder, file), await lab.onHost(2, `cat /srv/cluster/${file}`));
		const kubectl = async (asked: readonly string[], input?: string) =>
			lab.must(['exec', '2', 'kubectl', '--kubeconfig=/srv/cluster/admin.kubeconfig', '--request-timeout=10s', ...asked], 30, input);
		const local: LabCluster = {...cluster, folder, kubectl, hosts: [2], controlPlanes: [2], nodes: [2]};
		await deployApp(local);
		await t.notThrowsAsync(componentsHealthy(local, 60));
		await t.notThrowsAsync(nodesReady(local, 60));
		await t.notThrowsAsync(certificatesIssued(local));
		await t.notThrowsAsync(appAnswers(local, 120));
		t.is(await kubectl(['get', 'configmap', 'settings', '-o', 'jsonpath={.data.mode}']), '0644');
		const was = await traces(lab, [2]);
		const again = await lab.onHost(2, `${kinstall} apply --yes`, {seconds: 200});
		t.regex(again, /Everything is as planned; nothing was changed/);
		t.deepEqual(await traces(lab, [2]), was);
		t.notRegex(await readFile(path.join(folder, 'admin.kubeconfig'), 'utf8'), /127\.0\.0\.1/);
		await write({...spec, addons: []});
		await lab.onHost(2, `${kinstall} apply --yes`, {seconds: 200});
		t.is(await kubectl(['get', 'configmaps', '-A', '-l', 'kinstall/addon', '-o', 'name']), '');
		t.is(await lab.onHost(2, 'ls -d /etc/kinstall/addons 2>/dev/null || true'), '');
		const reset = `${kinstall} reset --yes >/dev/null; ls -d /etc/kubernetes /usr/local/bin/kube* /var/lib/kinstall 2>/dev/null || true`;
		t.is(await lab.onHost(2, reset, {seconds: 120}), '');

		// With the folder of the one before, keys and all.
		const anew = await lab.onHost(2, `${kinstall} apply --yes --approve expected`, {seconds: 300}).catch(error => String(error));
		t.regex(anew, /The cluster stands/, anew.slice(-3000));
		await deployApp(local);
		await t.notThrowsAsync(nodesReady(local, 60));
		await t.notThrowsAsync(appAnswers(local, 120));
	},
);
