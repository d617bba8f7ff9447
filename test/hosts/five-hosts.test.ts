/** The whole road on five hosts: two control planes, two workers, a balancer; three etcd members. */
import {readdir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {holderHost, isHeld, lifetimeOf} from '../../source/state/cluster-health.ts';
import type {ClusterStatus} from '../../source/state/cluster-status.ts';
import {deployApp, healthy, unitsActive} from './health.ts';
import {artifacts} from './kinstall.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {comparePlan, difference, everything, traces} from './placed.ts';
import {underProbe} from './power-cut.ts';
import {until} from './until.ts';

let cluster: LabCluster;
let before: string[][];

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of five hosts');
	cluster = await makeLabCluster('hosts', '10.90.0', [
		{roles: ['control-plane', 'etcd']},
		{roles: ['control-plane', 'etcd']},
		{roles: ['worker'], labels: {disk: 'ssd'}},
		{roles: ['worker']},
		{roles: ['balancer', 'etcd']},
	]);
	before = await everything(cluster.lab, cluster.hosts);
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

test.serial('check looks at five hosts, finds nothing in the way and changes nothing', async t => {
	const told = await cluster.kinstall(['check']);
	t.is(told.code, 0, words(told));
	t.regex(told.out, /5 hosts looked at, nothing stands in the way/);
	t.deepEqual(
		(await readdir(path.join(cluster.folder, 'facts'))).sort(),
		[1, 2, 3, 4, 5].map(i => `node${i}.json`),
	);
	const after = await everything(cluster.lab, cluster.hosts);
	for (const i of cluster.hosts) t.deepEqual(difference(before[i - 1]!, after[i - 1]!), [], `node${i}`);
});

test.serial('apply brings up a cluster from an empty folder', async t => {
	t.timeout(400_000);
	const started = Date.now();
	const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected', '--json'], 380);
	t.is(told.code, 0, words(told));
	t.is(endOf(told)?.outcome, 'done', words(told));
	t.log(`apply took ${((Date.now() - started) / 1000).toFixed(1)} s`);
	const decided = told.lines.filter(({type}) => type === 'decided');
	t.is(decided.length, 2 * cluster.nodes.length, 'a client and a serving request of each node');
	t.true(decided.every(({by, decision}) => by === 'policy' && decision === 'approved'));
});

test.serial('all is Healthy and Ready, the app answers from every node, logs and exec work', async t => {
	t.timeout(400_000);
	await deployApp(cluster);
	await t.notThrowsAsync(healthy(cluster));
	const told = await cluster.kinstall(['status', '--json']);
	t.is(told.code, 0, words(told));
	const {status} = told.lines.find(({type}) => type === 'status') as {status: ClusterStatus};
	const controlPlanes = cluster.controlPlanes.map(i => `node${i}`);
	t.deepEqual(status.leases?.map(({name}) => name).sort(), ['kube-controller-manager', 'kube-scheduler']);
	for (const lease of status.leases ?? []) t.true(isHeld(lease) && controlPlanes.includes(holderHost(lease)), JSON.stringify(lease));
	t.deepEqual(
		status.etcd?.members.map(({name, learner, own}) => [name, learner, own !== undefined]),
		['node1', 'node2', 'node5'].map(name => [name, false, true]),
	);
	t.is(status.etcd?.members.filter(({own}) => own?.leader).length, 1);
	t.is(new Set(status.etcd?.members.map(({own}) => own?.term)).size, 1);
	const kubelets = status.certificates?.filter(({places}) => places.some(place => place.path.includes('/kubelet/pki/'))) ?? [];
	t.is(kubelets.length, 2 * cluster.nodes.length, 'a client and a serving certificate of each kubelet');
	const lives = status.certificates?.map(one => lifetimeOf(one, Date.now())) ?? [];
	t.true(lives.length > 20 && lives.every(({mark, days}) => mark === 'good' && days > 300), JSON.stringify(lives));
	t.is(status.pendingRequests, 0);
	t.notRegex(JSON.stringify(status), /PRIVATE|key-data/);
	t.is((await cluster.kubectl(['get', 'node', 'node3', '-o', 'jsonpath={.metadata.labels.disk}'])).trim(), 'ssd');
});

test.serial('what the plan wrote is byte for byte on the hosts, secrets by their public half', async t => {
	for (const i of cluster.hosts) {
		const {differences, files, secrets} = await comparePlan(cluster.lab, i, path.join(cluster.folder, `plan/hosts/node${i}`));
		t.deepEqual(differences, [], `node${i}`);
		t.true(files > 5 && secrets > 0, `node${i}: ${files} files, ${secrets} secrets`);
	}
});

test.serial('no private key and no token is in the plan or the journal, and none is open to others', async t => {
	const {folder, lab, hosts} = cluster;
	const found = await execa('grep', ['-rlE', 'PRIVATE KEY', 'plan', 'journal.ndjson', 'facts'], {cwd: folder, reject: false});
	t.is(found.stdout, '');
	const journal = await readFile(path.join(folder, 'journal.ndjson'), 'utf8');
	t.deepEqual(journal.match(/(?<![\w.-])[a-z0-9]{6}\.[a-z0-9]{16}(?![\w.-])/g) ?? [], []);
	const tokens = await execa('grep', ['-rnoE', '(^|[^a-z0-9.-])[a-z0-9]{6}\\.[a-z0-9]{16}([^a-z0-9.-]|$)', 'plan'], {
		cwd: folder,
		reject: false,
	});
	t.is(tokens.stdout, '');
	// Base64 of the first words of a key: what a kubeconfig would hold.
	t.notRegex(journal, /LS0tLS1CRUdJTiB(SU0EgUFJJVkFURS|FQyBQUklWQVRF|QUklWQVRF)/);
	const modes = await Promise.all(
		['pki', 'admin.kubeconfig', 'journal.ndjson'].map(async name => (await stat(path.join(folder, name))).mode & 0o777),
	);
	t.deepEqual(modes, [0o700, 0o600, 0o600]);
	const open = await lab.onHosts(
		hosts,
		`{ grep -rlE 'PRIVATE KEY|client-key-data|token: *"?[A-Za-z0-9._-]{16}' /etc /root /run /opt /usr/local/etc /var/lib/kubelet /var/lib/kinstall 2>/dev/null || true; } | while read -r f; do [ ! -e "$f" ] || find "$f" -perm /077; done | grep -v ^/etc/ssh/ || true`,
	);
	// What the kubelet mounts for pods has modes of Kubernetes' own, behind a directory only root may enter.
	t.deepEqual(
		open.map(text => text.split('\n').filter(line => line && !line.startsWith('/var/lib/kubelet/pods/'))),
		hosts.map(() => []),
	);
	const left = await lab.onHosts(hosts, 'ls /run/kinstall | grep -i kubeconfig || true');
	t.deepEqual(
		left,
		hosts.map(() => ''),
		'bootstrap kubeconfigs are gone',
	);
	t.is(
		(
			await cluster.kubectl(['-n', 'kube-system', 'get', 'secrets', '--field-selector=type=bootstrap.kubernetes.io/token', '-o', 'name'])
		).trim(),
		'',
	);
});

test.serial('no insecure port listens on an outside address', async t => {
	const listed = await cluster.lab.onHosts(cluster.hosts, 'cat /proc/net/tcp /proc/net/tcp6');
	for (const text of listed) {
		const open = text.split('\n').flatMap(line => {
			const [, local = '', , state] = line.trim().split(/\s+/);
			const [address = '', port = ''] = local.split(':');
			return state === '0A' && !/^(0100007F|0{24}01000000)$/.test(address) ? [Number.parseInt(port, 16)] : [];
		});
		t.true(open.includes(22), 'sshd shows that the table is read');
		t.deepEqual(
			open.filter(port => [8080, 10251, 10252, 10248, 10249, 10255, 2381].includes(port)),
			[],
		);
	}
});

test.serial('the real kubeadm finds every certificate and authority on a control plane', async t => {
	const archive = path.join(artifacts, 'dl.k8s.io/v1.20.2/kubernetes-server-linux-amd64.tar.gz');
	const {stdout} = await execa('tar', ['-xzOf', archive, 'kubernetes/server/bin/kubeadm'], {
		encoding: 'buffer',
		stripFinalNewline: false,
		maxBuffer: 1e8,
	});
	await cluster.lab.onHost(1, 'cat >/tmp/kubeadm; chmod 755 /tmp/kubeadm', {input: stdout});
	const said = await cluster.lab.onHost(1, '/tmp/kubeadm certs check-expiration 2>/dev/null; rm /tmp/kubeadm');
	t.notRegex(said, /MISSING|invalid/i, said);
	const listed = said.split('\n').flatMap(line => /^(\S+) +[A-Z][a-z]{2} \d\d, \d{4}/.exec(line)?.[1] ?? []);
	t.deepEqual(listed, [
		...['admin.conf', 'apiserver', 'apiserver-etcd-client', 'apiserver-kubelet-client', 'controller-manager.conf'],
		...['etcd-healthcheck-client', 'etcd-peer', 'etcd-server', 'front-proxy-client', 'scheduler.conf'],
		...['ca', 'etcd-ca', 'front-proxy-ca'],
	]);
});

test.serial('a second apply changes nothing and says so', async t => {
	const was = await traces(cluster.lab, cluster.hosts);
	const started = Date.now();
	const told = await cluster.kinstall(['apply', '--yes']);
	t.is(told.code, 0, words(told));
	t.regex(told.out, /Everything is as planned; nothing was changed/);
	t.log(`it took ${((Date.now() - started) / 1000).toFixed(1)} s`);
	t.deepEqual(await traces(cluster.lab, cluster.hosts), was);
	t.true(was.every(text => text.split('\n').length > 8 && /\.service .*ActiveEnterTimestamp=\w/.test(text)));
});

test.serial('the power of a control plane is cut: clients of the balancer wait 5 s at most', async t => {
	t.timeout(300_000);
	const {lab} = cluster;
	const seen = await underProbe(cluster, async () => {
		await lab.must(['kill', '1']);
		// Until etcd, the API and the leaders' leases have moved for sure.
		await until('the other control plane leads', 60, async () => {
			const holder = await cluster.kubectl([
				'-n',
				'kube-system',
				'get',
				'lease',
				'kube-controller-manager',
				'-o',
				'jsonpath={.spec.holderIdentity}',
			]);
			return holder.startsWith('node2') ? holder : undefined;
		});
	});
	t.log(
		`longest gap ${seen.gap} ms, ${seen.answers} answers; ${[...new Set(seen.errors)].join(', ') || 'no errors'} (${seen.errors.length})`,
	);
	t.true(seen.gap <= 5000, `${seen.gap} ms`);
	await lab.must(['start', '1']);
	await t.notThrowsAsync(unitsActive(cluster, [1], 120));
	await t.notThrowsAsync(healthy(cluster));
});

test.serial('each host is rebooted in turn, and all comes back by itself', async t => {
	t.timeout(600_000);
	for (const i of cluster.hosts) {
		const started = Date.now();
		await cluster.lab.must(['reboot', String(i)]);
		await t.notThrowsAsync(unitsActive(cluster, [i], 120), `node${i}`);
		await t.notThrowsAsync(healthy(cluster), `node${i}`);
		t.log(`node${i}: healthy ${((Date.now() - started) / 1000).toFixed(0)} s after its reboot was asked for`);
	}
});

test.serial('all five hosts lose power at once, and all comes back by itself', async t => {
	t.timeout(400_000);
	const {lab, hosts} = cluster;
	await Promise.all(hosts.map(async i => lab.must(['kill', String(i)])));
	const started = Date.now();
	await Promise.all(hosts.map(async i => lab.must(['start', String(i)])));
	await t.notThrowsAsync(unitsActive(cluster, hosts, 180));
	await t.notThrowsAsync(healthy(cluster, 180));
	t.log(`healthy ${((Date.now() - started) / 1000).toFixed(0)} s after the power came back`);
	const told = await cluster.kinstall(['apply', '--yes', '--json']);
	t.is(endOf(told)?.outcome, 'unchanged', words(told));
});

test.serial('reset leaves nothing of ours, and the hosts as they were', async t => {
	t.timeout(200_000);
	const {lab, hosts} = cluster;
	const told = await cluster.kinstall(['reset', '--yes'], 150);
	t.is(told.code, 0, words(told));
	const after = await everything(lab, hosts);
	for (const i of hosts) t.deepEqual(difference(before[i - 1]!, after[i - 1]!), [], `node${i}`);
	t.deepEqual(
		await lab.onHosts(hosts, 'dpkg-query -W nginx-light 2>/dev/null | grep . || true'),
		hosts.map(() => ''),
	);
	t.deepEqual(
		await lab.onHosts(hosts, 'cat /proc/*/comm 2>/dev/null | grep -E "kube|etcd|containerd|nginx|pause" || true'),
		hosts.map(() => ''),
	);
	const again = await cluster.kinstall(['reset', '--yes'], 60);
	t.is(again.code, 0, words(again));
});
