/** haproxy and a virtual IP by keepalived on hosts that are everything at once: the holder of the address loses its power. */
import test from 'ava';
import type {ClusterStatus} from '../../source/state/cluster-status.ts';
import {componentsHealthy, nodesReady, unitsActive} from './health.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {underProbe} from './power-cut.ts';
import {until} from './until.ts';

const kubernetes = 'v1.20.2';
const net = '10.91.0';
const vip = `${net}.100`;

let cluster: LabCluster;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of three hosts');
	cluster = await makeLabCluster(
		'vip',
		net,
		[{roles: ['control-plane', 'etcd', 'balancer']}, {roles: ['control-plane', 'etcd', 'balancer']}, {roles: ['control-plane', 'etcd']}],
		{kubernetes, endpoint: {host: vip, port: 8443}, balancer: {kind: 'haproxy'}},
	);
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

const status = async (): Promise<ClusterStatus> => {
	const {lines} = await cluster.kinstall(['status', '--json']);
	return (lines.find(({type}) => type === 'status') as {status: ClusterStatus}).status;
};

const holderOf = async (): Promise<number> => {
	const {vip: seen} = await status();
	if (seen?.holders.length !== 1) throw new Error(JSON.stringify(seen));
	return Number(seen.holders[0]!.replace('node', ''));
};

test.serial('apply brings up the virtual IP, and status names its holder', async t => {
	t.timeout(400_000);
	const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected', '--json'], 380);
	t.is(told.code, 0, words(told));
	t.is(endOf(told)?.outcome, 'done', words(told));
	t.true([1, 2].includes(await holderOf()));
	const units = await cluster.lab.onHosts(
		[1, 2],
		'systemctl is-enabled haproxy keepalived || true; systemctl is-active haproxy keepalived || true',
	);
	for (const said of units) t.deepEqual(said.trim().split('\n'), ['disabled', 'disabled', 'inactive', 'inactive']);
});

test.serial('the power of its holder is cut: clients wait 5 s at most, and it stays where it went', async t => {
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
	await t.notThrowsAsync(componentsHealthy(cluster, 120));
	await t.notThrowsAsync(nodesReady(cluster, 120));
	t.is(await holderOf(), other);
});
