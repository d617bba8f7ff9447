/**
 * The road on the newest Kubernetes: pods and Services of both families, CoreDNS, flannel's vxlan between workers, haproxy with a virtual IP by keepalived
 * whose holder loses its power, audit lines, Secrets that etcd cannot read.
 */
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {defaultVersion} from '../../source/catalog/releases.ts';
import type {ClusterStatus} from '../../source/state/cluster-status.ts';
import {deployApp, healthy, unitsActive} from './health.ts';
import {makeLab} from './lab.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {difference, everything} from './placed.ts';
import {deployProbes, dnsSpread, namesResolve, podsTalk, serviceAnswers} from './pod-network.ts';
import {underProbe} from './power-cut.ts';
import {until} from './until.ts';

const net = '10.90.37';
const vip = `${net}.100`;

let cluster: LabCluster;
let before: string[][];

test.before(async t => {
	t.timeout(2_400_000, 'artifacts and a lab of four hosts');
	const {address6} = makeLab('newest', net);
	cluster = await makeLabCluster(
		'newest',
		net,
		[
			{roles: ['control-plane', 'etcd', 'balancer'], node: false},
			{roles: ['control-plane', 'etcd', 'balancer'], node: false},
			{roles: ['etcd', 'worker']},
			{roles: ['worker']},
		].map((host, index) => ({...host, addresses: [address6(index + 1)]})),
		{
			kubernetes: defaultVersion,
			endpoint: {host: vip, port: 8443},
			network: {pods: ['10.244.0.0/16', 'fd00:10:244::/56'], services: ['10.96.0.0/16', 'fd00:10:96::/112']},
			balancer: {kind: 'haproxy'},
			cni: {kind: 'flannel'},
			dns: {kind: 'coredns'},
			time: {kind: 'chrony', from: 'node1'},
			security: {audit: 'metadata', encryption: 'secretbox'},
		},
	);
	// Rules of the kernel outlive the packages that made them: something must be there to list them afterwards.
	await cluster.lab.onHosts([3, 4], 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nftables >/dev/null');
	before = await everything(cluster.lab, cluster.hosts);
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

const holderOf = async (): Promise<number> => {
	const {lines} = await cluster.kinstall(['status', '--json']);
	const {vip: seen} = (lines.find(({type}) => type === 'status') as {status: ClusterStatus}).status;
	if (seen?.holders.length !== 1) throw new Error(JSON.stringify(seen));
	return Number(seen.holders[0]!.replace('node', ''));
};

test.serial('apply brings up the cluster, and a second one changes nothing', async t => {
	t.timeout(600_000);
	const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected', '--json'], 580);
	t.is(told.code, 0, words(told));
	t.is(endOf(told)?.outcome, 'done', words(told));
	const units = await cluster.lab.onHosts(
		[1, 2],
		'systemctl is-enabled haproxy keepalived || true; systemctl is-active haproxy keepalived || true',
	);
	for (const said of units)
		t.deepEqual(
			said.trim().split('\n'),
			['disabled', 'disabled', 'inactive', 'inactive'],
			'the units of the distribution stay out of the way',
		);
	await deployApp(cluster);
	await t.notThrowsAsync(healthy(cluster));
	const again = await cluster.kinstall(['apply', '--yes', '--json'], 300);
	t.is(endOf(again)?.outcome, 'unchanged', words(again));
});

test.serial(
	'pods of two nodes talk as themselves over IPv4 and IPv6, Services answer over both, and names resolve or fail at once',
	async t => {
		t.timeout(300_000);
		const probes = await deployProbes(cluster);
		t.true(
			probes.every(({addresses}) => addresses[0]!.includes('.') && addresses[1]!.includes(':')),
			JSON.stringify(probes),
		);
		await t.notThrowsAsync(podsTalk(cluster, probes));
		await t.notThrowsAsync(serviceAnswers(cluster, probes));
		await t.notThrowsAsync(namesResolve(cluster, probes));
		await t.notThrowsAsync(dnsSpread(cluster));
	},
);

test.serial('an object that is not ours keeps an addon away, and is left as it is', async t => {
	t.timeout(120_000);
	const map = ['-n', 'kube-system', 'configmap', 'coredns'];
	const label = (value: string) => cluster.kubectl(['label', ...map, value, '--overwrite']);
	const addons = () =>
		execa(process.execPath, [path.join(cluster.kit.directory, 'dist/scripts/70-addons.js'), '--plan', path.join(cluster.folder, 'plan')], {
			env: {TMPDIR: path.join(cluster.kit.directory, 't')},
			reject: false,
		});
	const content = async () => cluster.kubectl(['get', ...map, '-o', 'jsonpath={.data}']);
	await cluster.kubectl(['patch', ...map, '-p', '{"data":{"Corefile":"theirs"}}']);
	await label('kinstall/addon-');
	const refused = await addons();
	t.not(refused.exitCode, 0);
	t.regex(refused.stdout, /ConfigMap kube-system coredns was installed by somebody else/);
	t.is(await content(), '{"Corefile":"theirs"}');
	await label('kinstall/addon=mine');
	const taken = await addons();
	t.is(taken.exitCode, 0, taken.stdout.slice(-1000));
	t.regex(await content(), /kubernetes cluster\.local/);
});

test.serial('what was asked of the API is in the audit log, and etcd holds no readable Secret', async t => {
	t.timeout(60_000);
	const secret = 'kinstall-was-here';
	await cluster.kubectl(['create', 'secret', 'generic', 'audited', `--from-literal=word=${secret}`]);
	const {lab} = cluster;
	await until('a line of the audit log', 20, async () => {
		const counts = await lab.onHosts([1, 2], 'grep -h \'"audited"\' /var/log/kubernetes/audit.log | grep -c \'"verb":"create"\' || true');
		return counts.some(count => Number(count) > 0) ? true : undefined;
	});
	const logs = await lab.onHosts([1, 2], `grep -c ${secret} /var/log/kubernetes/audit.log || true`);
	t.deepEqual(logs.map(Number), [0, 0], 'no body of a Secret in the audit log');
	const etcdctl =
		'etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt --key=/etc/kubernetes/pki/etcd/healthcheck-client.key';
	const stored = await lab.onHost(1, `${etcdctl} get /registry/secrets/default/audited --print-value-only | tr -cd '[:print:]'`);
	t.regex(stored, /^k8s:enc:secretbox:v1:/);
	t.false(stored.includes(secret));
	t.true(
		(await cluster.kubectl(['get', 'secret', 'audited', '-o', 'jsonpath={.data.word}'])).includes(Buffer.from(secret).toString('base64')),
	);
});

test.serial('one host gives the others its time, and no lab host sets the clock that all share', async t => {
	for (const host of [2, 3, 4]) {
		t.true((await cluster.lab.onHost(host, 'chronyc -n tracking')).includes(`(${cluster.lab.address(1)})`), `node${host}`);
		t.regex(await cluster.lab.onHost(host, 'journalctl -u kinstall-time --no-pager'), /Disabled control of system clock/);
	}
});

test.serial('the power of the holder of the virtual IP is cut: clients wait 5 s at most', async t => {
	t.timeout(300_000);
	const {lab} = cluster;
	const holder = await holderOf();
	const other = holder === 1 ? 2 : 1;
	const seen = await underProbe(cluster, async () => {
		await lab.must(['kill', String(holder)]);
		await until('the other balancer holds the address', 30, async () => {
			const said = await lab.onHost(other, `ip -o address show to ${vip}`);
			return said.includes(vip) ? true : undefined;
		});
	});
	t.log(`longest gap ${seen.gap} ms, ${seen.answers} answers`);
	t.true(seen.gap <= 5000, `${seen.gap} ms`);
	await lab.must(['start', String(holder)]);
	await t.notThrowsAsync(unitsActive(cluster, [holder], 120));
	await t.notThrowsAsync(healthy(cluster));
});

test.serial(
	'another kind of balancer takes the place of the first, also on every node, and a virtual IP that is wanted no more goes',
	async t => {
		t.timeout(400_000);
		// The API servers' certificate keeps the address: one with names that nobody wants is refused.
		await cluster.writeSpec({
			endpoint: {host: cluster.lab.address(1), port: 8443},
			balancer: {kind: 'nginx', onNodes: true},
			pki: {names: [vip]},
		});
		const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected', '--json'], 380);
		t.is(told.code, 0, words(told));
		const found = await cluster.lab.onHosts(
			cluster.hosts,
			`ls /etc/kinstall/balancer /etc/kinstall/vip 2>/dev/null || true; ip -o address show to ${vip}; systemctl is-active kinstall-vip kinstall-balancer || true`,
		);
		for (const said of found)
			t.deepEqual(
				said.split(/\s+/).filter(word => /conf|cfg|sh$|active/.test(word)),
				['nginx.conf', 'inactive', 'active'],
				said,
			);
		await t.notThrowsAsync(healthy(cluster));
		const again = await cluster.kinstall(['apply', '--yes', '--json'], 300);
		t.is(endOf(again)?.outcome, 'unchanged', words(again));
	},
);

test.serial('reset leaves nothing of ours', async t => {
	t.timeout(200_000);
	const told = await cluster.kinstall(['reset', '--yes'], 190);
	t.is(told.code, 0, words(told));
	const after = await everything(cluster.lab, cluster.hosts);
	for (const i of cluster.hosts) t.deepEqual(difference(before[i - 1]!, after[i - 1]!), [], `node${i}`);
});
