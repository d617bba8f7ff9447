/** One host with every role, over ssh; and another one that installs itself, with Node in it and no ssh at all. */
import {mkdir, readFile, realpath, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {appAnswers, certificatesIssued, componentsHealthy, deployApp, healthy, nodesReady} from './health.ts';
import {artifacts} from './kinstall.ts';
import {root, run} from './lab.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {comparePlan, traces} from './placed.ts';
import {renewal} from './renewal.ts';

const every = ['control-plane', 'etcd', 'worker'];
let cluster: LabCluster;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of two hosts');
	cluster = await makeLabCluster('one', '10.91.0', [{roles: every}, {roles: every}]);
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

test.serial('a host that is local installs itself', async t => {
	t.timeout(400_000);
	const {lab} = cluster;
	await copyIn();
	const {ssh: _, ...plain} = cluster.spec;
	const spec = {
		...plain,
		name: 'local',
		endpoint: {host: lab.address(2), port: 6443},
		hosts: [{name: 'node2', address: lab.address(2), roles: every, local: true}],
		artifacts: {...plain.artifacts, path: '/srv/artifacts'},
	};
	await lab.onHost(2, 'mkdir -p /srv/cluster; cat >/srv/cluster/cluster.yaml', {input: stringify(spec)});
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
	const was = await traces(lab, [2]);
	const again = await lab.onHost(2, `${kinstall} apply --yes`, {seconds: 200});
	t.regex(again, /Everything is as planned; nothing was changed/);
	t.deepEqual(await traces(lab, [2]), was);
	t.notRegex(await readFile(path.join(folder, 'admin.kubeconfig'), 'utf8'), /127\.0\.0\.1/);
	t.is(
		await lab.onHost(
			2,
			`${kinstall} reset --yes >/dev/null; ls -d /etc/kubernetes /usr/local/bin/kube* /var/lib/kinstall 2>/dev/null || true`,
			{seconds: 120},
		),
		'',
	);
});
