/** Control planes without kubelet, containerd and kube-proxy, whose daemons have users of their own: pods run on the workers, and the control planes reach them. */
import test from 'ava';
import {deployApp, healthy, podsReachable} from './health.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {underProbe} from './power-cut.ts';
import {refresh} from './refresh.ts';

let cluster: LabCluster;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of five hosts');
	cluster = await makeLabCluster(
		'workers',
		'10.94.1',
		[
			{roles: ['control-plane', 'etcd'], node: false},
			{roles: ['control-plane', 'etcd'], node: false},
			{roles: ['worker']},
			{roles: ['worker']},
			{roles: ['balancer', 'etcd']},
		],
		{security: {nonRoot: true}},
	);
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

test.serial('etcd and the control plane run as users of their own, which read no key but theirs', async t => {
	const daemons = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
	for (const i of cluster.controlPlanes) {
		const users = await cluster.lab.onHost(
			i,
			`for daemon in ${daemons.join(' ')}; do stat -c %U /proc/$(systemctl show -p MainPID --value $daemon); done`,
		);
		t.deepEqual(users.trim().split('\n'), daemons);
		const readable = await cluster.lab.onHost(
			i,
			`for user in ${daemons.join(' ')}; do for key in $(find /etc/kubernetes -name '*.key'); do
				setpriv --reuid $user --regid $user --clear-groups --bounding-set=-all test -r $key && echo "$user \${key#/etc/kubernetes/pki/}" || true
			done; done | sort`,
		);
		// The service accounts' key comes with a further group, which the unit names.
		t.deepEqual(readable.trim().split('\n'), [
			'etcd etcd/peer.key',
			'etcd etcd/server.key',
			'kube-apiserver apiserver-etcd-client.key',
			'kube-apiserver apiserver-kubelet-client.key',
			'kube-apiserver apiserver.key',
			'kube-apiserver front-proxy-client.key',
			'kube-controller-manager ca.key',
			'kube-controller-manager controller-manager.key',
			'kube-scheduler scheduler.key',
		]);
	}
});

test.serial('an API server is restarted in time while another one is ready, and its clients hardly notice', async t => {
	t.timeout(200_000);
	const young = await cluster.lab.onHost(
		1,
		'systemctl start kinstall-apiserver-refresh; journalctl -u kinstall-apiserver-refresh -n 4 -o cat --no-pager',
	);
	t.regex(young, /0 days old and is restarted at 243: nothing to do/);
	let outcome: Awaited<ReturnType<typeof refresh>> | undefined;
	const seen = await underProbe(cluster, async () => {
		outcome = await refresh(cluster, 1);
	});
	t.true(outcome?.restarted, outcome?.said);
	t.log(`longest gap ${seen.gap} ms, ${seen.answers} answers, ${seen.errors.length} errors`);
	t.true(seen.gap <= 2000, `${seen.gap} ms`);
});

test.serial('an API server is not restarted while no other one is ready', async t => {
	t.timeout(200_000);
	await cluster.lab.onHost(2, 'systemctl stop kube-apiserver');
	const alone = await refresh(cluster, 1);
	t.false(alone.restarted, alone.said);
	t.regex(alone.said, /no other API server is ready: not restarted/);
	await cluster.lab.onHost(2, 'systemctl start kube-apiserver');
	await t.notThrowsAsync(healthy(cluster));
});

test.serial('root again: no daemon is without its keys meanwhile, and nothing is left to change', async t => {
	t.timeout(500_000);
	await cluster.writeSpec({security: {nonRoot: false}});
	const seen = await underProbe(cluster, async () => {
		const told = await cluster.kinstall(['apply', '--yes', '--json'], 300);
		t.is(told.code, 0, words(told));
	});
	t.log(`longest gap ${seen.gap} ms, ${seen.answers} answers, ${seen.errors.length} errors`);
	t.true(seen.gap <= 5000, `${seen.gap} ms`);
	const owners = await cluster.lab.onHost(1, `find /etc/kubernetes -name '*.key' -o -name '*.conf' | xargs stat -c '%a %U:%G' | sort -u`);
	t.is(owners.trim(), '600 root:root');
	t.is((await cluster.lab.onHost(1, 'stat -c %U /proc/$(systemctl show -p MainPID --value etcd) /var/lib/etcd')).trim(), 'root\nroot');
	const again = await cluster.kinstall(['apply', '--yes', '--json'], 200);
	t.is(endOf(again)?.outcome, 'unchanged', words(again));
	await t.notThrowsAsync(healthy(cluster));
});

test.serial('reset removes the accounts and the timer that were made', async t => {
	t.timeout(200_000);
	const told = await cluster.kinstall(['reset', '--yes'], 150);
	t.is(told.code, 0, words(told));
	const left = await cluster.lab.onHosts(
		cluster.hosts,
		`grep -hE '^(etcd|kube)' /etc/passwd /etc/group || true; systemctl list-timers --all --no-legend | grep kinstall || true; ls -d /etc/kinstall /var/lib/kinstall 2>/dev/null || true`,
	);
	t.deepEqual(left, ['', '', '', '', '']);
});
