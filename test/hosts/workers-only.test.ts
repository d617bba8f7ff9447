/** Control planes without kubelet, containerd and kube-proxy: pods run on the workers, and the control planes reach them. */
import test from 'ava';
import {deployApp, healthy, podsReachable} from './health.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';

let cluster: LabCluster;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of five hosts');
	cluster = await makeLabCluster('workers', '10.94.0', [
		{roles: ['control-plane', 'etcd'], node: false},
		{roles: ['control-plane', 'etcd'], node: false},
		{roles: ['worker']},
		{roles: ['worker']},
		{roles: ['balancer', 'etcd']},
	]);
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

test.serial('apply brings up control planes that are no nodes', async t => {
	t.timeout(400_000);
	const started = Date.now();
	const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected', '--json'], 380);
	t.is(told.code, 0, words(told));
	t.is(endOf(told)?.outcome, 'done');
	t.log(`apply took ${((Date.now() - started) / 1000).toFixed(1)} s`);
	const found = await cluster.lab.onHosts(
		[1, 2],
		'ls /usr/local/bin /etc/systemd/system | grep -E "^(kubelet|kube-proxy|containerd)" || true',
	);
	t.deepEqual(found, ['', '']);
});

test.serial('the workers alone are nodes; the app answers from them, logs and exec work', async t => {
	t.timeout(400_000);
	await deployApp(cluster);
	await t.notThrowsAsync(healthy(cluster));
});

test.serial('the control planes reach the pods, and the API server their services', async t => {
	t.timeout(200_000);
	await t.notThrowsAsync(podsReachable(cluster, cluster.controlPlanes, 60));
	// Through the API server, which asks a pod by itself as there is no kube-proxy beside it.
	const answer = await cluster.kubectl(['get', '--raw', '/api/v1/namespaces/default/services/app:80/proxy/']);
	t.regex(answer, /^app-/);
});
