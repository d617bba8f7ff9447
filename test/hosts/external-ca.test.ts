/**
 * Authorities whose keys are elsewhere: what is asked for is signed by openssl, as a corporation would, and two hosts join without
 * anybody approving anything. On the same cluster: the audit log, and Secrets encrypted from the second apply on.
 */
import {mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {appAnswers, componentsHealthy, deployApp, nodesReady} from './health.ts';
import {run} from './lab.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {comparePlan, traces} from './placed.ts';

type Awaited = {readonly signer: string; readonly request: string; readonly certificate: string};

const authorities = ['ca', 'etcd-ca'];
let cluster: LabCluster;

const openssl = async (...asked: readonly string[]): Promise<string> => {
	const {code, out, err} = await run('openssl', asked, {cwd: cluster.folder});
	if (code !== 0) throw new Error(`openssl ${asked.join(' ')}: ${err}`);
	return out;
};

/** A root of somebody else's, below `corporate/`. */
const makeRoot = async (id: string): Promise<void> => {
	const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'].flatMap(one => ['-addext', one]);
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', `corporate/${id}.key`];
	await openssl(
		'req',
		'-x509',
		...key,
		'-subj',
		`/O=Example/CN=${id} of Example`,
		'-days',
		'3650',
		...extensions,
		'-out',
		`corporate/${id}.crt`,
	);
};

const sign = async ({signer, request, certificate}: Awaited): Promise<void> => {
	const by = ['-CA', `corporate/${signer}.crt`, '-CAkey', `corporate/${signer}.key`];
	await openssl('x509', '-req', '-in', request, ...by, '-days', '365', '-copy_extensions', 'copy', '-out', certificate);
};

const secured = (encryption: 'none' | 'secretbox') => ({security: {audit: 'metadata', encryption}});

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of two hosts');
	cluster = await makeLabCluster('ext', '10.93.0', [{roles: ['control-plane', 'etcd', 'worker']}, {roles: ['worker']}], {
		pki: {own: Object.fromEntries(authorities.map(id => [id, {certificate: `corporate/${id}.crt`}]))},
		...secured('none'),
	});
	await mkdir(path.join(cluster.folder, 'corporate'));
	await Promise.all(authorities.map(makeRoot));
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

const made = async (i: number): Promise<string> =>
	cluster.lab.onHost(i, 'ls -d /etc/kubernetes /var/lib/kinstall /var/lib/etcd /usr/local/bin/kube* 2>/dev/null || true');

test.serial('until all is signed, plan and apply say what is missing, and no host is touched', async t => {
	t.timeout(120_000);
	const told = await cluster.kinstall(['plan', '--json']);
	t.is(told.code, 2, words(told));
	const missing = told.lines.find(line => 'waiting' in line)?.['waiting'] as Awaited[];
	t.deepEqual([...new Set(missing.map(({signer}) => signer))].sort(), authorities);
	for (const kind of ['kubelet-client', 'kubelet'])
		for (const node of ['node1', 'node2'])
			t.true(
				missing.some(({request}) => request === `pki/requests/hosts/${node}/${kind}.csr`),
				kind,
			);

	await Promise.all(missing.slice(1).map(sign));
	const applied = await cluster.kinstall(['apply', '--yes']);
	t.is(applied.code, 2, words(applied));
	t.true(applied.err.includes(missing[0]!.request), applied.err);
	t.false(applied.err.includes(missing[1]!.request), applied.err);
	t.deepEqual(await Promise.all([1, 2].map(made)), ['', '']);
	await sign(missing[0]!);
});

test.serial(
	'signed elsewhere, the cluster stands without one request: logs and exec work, and no host has a key of an authority',
	async t => {
		t.timeout(400_000);
		// Nobody approves: an apply that waited for it would not end.
		const told = await cluster.kinstall(['apply', '--yes', '--json']);
		t.is(told.code, 0, words(told));
		t.true(told.lines.some(({note}) => String(note).includes('55-kubelet waits for no approval')));
		await deployApp(cluster);
		await t.notThrowsAsync(componentsHealthy(cluster, 60));
		await t.notThrowsAsync(nodesReady(cluster, 60));
		await t.notThrowsAsync(appAnswers(cluster, 120));
		t.is(await cluster.kubectl(['get', 'csr', '-o', 'name']), '');
		t.is(
			await cluster.kubectl(['-n', 'kube-system', 'get', 'secrets', '--field-selector=type=bootstrap.kubernetes.io/token', '-o', 'name']),
			'',
		);
		const keys = await cluster.lab.onHosts(
			cluster.hosts,
			`find / -xdev -name '*ca.key' -not -path '/proc/*'; ls -A /var/lib/kubelet/pki 2>/dev/null || true`,
		);
		t.deepEqual(keys, ['', '']);
	},
);

const etcd = (key: string): Promise<string> => {
	const pki = '/etc/kubernetes/pki/etcd';
	const client = `--cacert=${pki}/ca.crt --cert=${pki}/healthcheck-client.crt --key=${pki}/healthcheck-client.key`;
	return cluster.lab.onHost(1, `etcdctl --endpoints=https://127.0.0.1:2379 ${client} get ${key} | tr -c '[:print:]' ' '`);
};

const makeSecret = (name: string, word: string): Promise<string> =>
	cluster.kubectl(['create', 'secret', 'generic', name, `--from-literal=word=${word}`]);
const readWord = async (name: string): Promise<string> =>
	Buffer.from(await cluster.kubectl(['get', 'secret', name, '-o', 'jsonpath={.data.word}']), 'base64').toString();

test.serial('Secrets of a cluster that runs are encrypted from the next apply on, and older ones stay readable', async t => {
	t.timeout(300_000);
	await makeSecret('older', 'written-before');
	t.regex(await etcd('/registry/secrets/default/older'), /written-before/);
	await cluster.writeSpec(secured('secretbox'));
	const told = await cluster.kinstall(['apply', '--yes', '--json']);
	t.is(told.code, 0, words(told));
	await makeSecret('newer', 'written-after');
	const stored = await etcd('/registry/secrets/default/newer');
	t.regex(stored, /k8s:enc:secretbox:v1:secretbox-1:/);
	t.notRegex(stored, /written-after/);
	t.deepEqual(await Promise.all(['older', 'newer'].map(readWord)), ['written-before', 'written-after']);

	const key = await readFile(path.join(cluster.folder, 'pki/encryption.yaml'), 'utf8');
	t.is(await cluster.lab.onHost(1, 'cat /etc/kubernetes/encryption.yaml'), key);
	t.is(await cluster.lab.onHost(1, 'stat -c "%a %U" /etc/kubernetes/encryption.yaml'), '600 root\n');
	t.is(await cluster.lab.onHost(2, 'ls /etc/kubernetes/encryption.yaml 2>/dev/null || true'), '');
});

test.serial('who made a Secret is in the audit log, what is in it is not', async t => {
	const log = await cluster.lab.onHost(1, 'grep -h secrets /var/log/kubernetes/audit*.log');
	const made = log
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as {verb: string; level: string; user: {username: string}; objectRef: {name?: string}})
		.filter(({verb, objectRef}) => verb === 'create' && objectRef.name === 'newer');
	t.deepEqual(
		made.map(({level, user}) => [level, user.username]),
		[['Metadata', 'kubernetes-admin']],
	);
	t.notRegex(log, new RegExp(['written-after', Buffer.from('written-after').toString('base64')].join('|')));
	t.is(await cluster.lab.onHost(1, 'stat -c "%a %U" /var/log/kubernetes'), '700 root\n');
});

test.serial('another apply changes nothing, and the hosts have what the plan says', async t => {
	t.timeout(120_000);
	const before = await traces(cluster.lab, cluster.hosts);
	const told = await cluster.kinstall(['apply', '--yes', '--json']);
	t.is(told.code, 0, words(told));
	t.deepEqual([endOf(told)?.outcome, endOf(told)?.changed], ['unchanged', 0]);
	t.deepEqual(await traces(cluster.lab, cluster.hosts), before);
	for (const i of cluster.hosts)
		t.deepEqual((await comparePlan(cluster.lab, i, path.join(cluster.folder, `plan/hosts/node${i}`))).differences, []);
});
