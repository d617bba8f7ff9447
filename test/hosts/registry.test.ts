/** A registry of one's own with TLS and a password: filled from a bundle, checked, and pulled from by nodes and by pods. */
import test from 'ava';
import {type LabCluster, makeLabCluster} from './lab-cluster.ts';
import {tryOwnRegistry} from './own-registry.ts';

let cluster: LabCluster;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of one host');
	cluster = await makeLabCluster('registry', '10.94.4', [{roles: ['control-plane', 'etcd', 'worker']}], {kubernetes: 'v1.37.1'});
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

test.serial('a registry is filled, refused while something is wrong with it, pulled from, and forgotten', async t => {
	t.timeout(900_000);
	const made = await cluster.kinstall(['bundle', 'create', '--yes', '--no-packages', '--output', 'carried.tar']);
	t.is(made.code, 0, made.err);
	const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected'], 400);
	t.is(told.code, 0, told.out.slice(-2000) + told.err);
	await tryOwnRegistry(t, cluster, cluster.spec.artifacts);
});
