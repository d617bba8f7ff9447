/** kinstall is killed with -9, all its processes at once; the same command then ends in the same cluster. */
import {rm} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {deployApp, healthy} from './health.ts';
import type {Line} from './kinstall.ts';
import {endOf, type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {comparePlan} from './placed.ts';
import {until} from './until.ts';

let cluster: LabCluster;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of two hosts');
	// The worker is reached as an ordinary user, so that this road is walked, too.
	cluster = await makeLabCluster('killed', '10.93.1', [
		{roles: ['control-plane', 'etcd'], node: false},
		{roles: ['worker'], ssh: {user: 'admin'}},
	]);
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

const apply = ['apply', '--yes', '--approve', 'expected'];

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

/** Starts apply, and kills it and the run's own group at the first line for which `now` holds. Gives that line. */
const killAt = async (t: ExecutionContext, now: (line: Line) => boolean): Promise<Line> => {
	let runPid = 0;
	let killed: Line | undefined;
	const started = cluster.kit.start(cluster.folder, apply, line => {
		if (line.type === 'run-started') runPid = Number(line.pid);
		if (killed || !now(line)) return;
		killed = line;
		// The run and its scripts are one group, the command that follows it another.
		process.kill(-runPid, 'SIGKILL');
		process.kill(-started.pid, 'SIGKILL');
	});
	const code = await started.ended;
	if (!killed) throw new Error(`apply ended with ${code} before it could be killed`);
	await until('the run is gone', 5, async () => (isAlive(runPid) ? undefined : true));
	t.log(
		`killed in ${killed.phase}: ${String(killed.type)} ${String(killed.what ?? killed.text ?? '')
			.trim()
			.slice(0, 80)}`,
	);
	return killed;
};

const placed = async (i: number): Promise<string> => cluster.lab.onHost(i, 'cat /var/lib/kinstall/placed 2>/dev/null || true');

/** What began to travel to a host and is not there yet: `SUM.FORM BYTES`. */
const unfinished = async (i: number): Promise<string[]> =>
	(
		await cluster.lab.onHost(
			i,
			'while systemctl -q is-active kinstall-10-binaries; do sleep 0.1; done; cd /var/lib/kinstall/arriving && find . -type f -size +0 -printf "%f %s\\n"',
		)
	)
		.split('\n')
		.filter(Boolean);

let partly = '';

test.serial('midway in the binaries', async t => {
	t.timeout(120_000);
	// Slow enough that the next one is on its way.
	await cluster.writeSpec({distribution: {limit: '40MB/s'}});
	await killAt(t, ({phase, type, text}) => phase === '10-binaries' && type === 'output' && /^changed .*kube-apiserver/m.test(String(text)));
	await cluster.writeSpec();
	[partly = ''] = await until('the cut is seen there', 10, async () => ((await unfinished(1)).length > 0 ? unfinished(1) : undefined));
	t.log(partly);
	t.false((await placed(1)).includes('/etc/systemd/system/kube-apiserver.service'));
	t.regex(await placed(1), /kube-apiserver/);
});

test.serial('when the API server starts', async t => {
	t.timeout(120_000);
	const said: string[] = [];
	await killAt(t, line => {
		if (line.phase === '10-binaries' && line.type === 'output') said.push(String(line.text));
		return line.phase === '30-apiserver' && line.type === 'command-started' && String(line.command).startsWith('unit ');
	});
	t.true(said.join('').includes(`goes on behind the ${partly.split(' ')[1]} bytes`), 'what was cut before went on where it was');
	t.regex(await placed(1), /kube-apiserver\.service/);
});

test.serial('while a kubelet waits for its certificate', async t => {
	t.timeout(180_000);
	await killAt(t, ({phase, type}) => phase === '55-kubelet' && type === 'waiting');
	const there = '[ -e /var/lib/kubelet/pki/kubelet-client-current.pem ] && echo joined || echo waits';
	t.is((await cluster.lab.onHost(2, there)).trim(), 'waits');
});

test.serial('the same command then ends in the same cluster', async t => {
	t.timeout(300_000);
	const told = await cluster.kinstall([...apply, '--json']);
	t.is(told.code, 0, words(told));
	t.is(endOf(told)?.outcome, 'done');
	await deployApp(cluster);
	await t.notThrowsAsync(healthy(cluster));
	for (const i of cluster.hosts)
		t.deepEqual((await comparePlan(cluster.lab, i, path.join(cluster.folder, `plan/hosts/node${i}`))).differences, [], `node${i}`);
	const left = await cluster.lab.onHosts(
		cluster.hosts,
		`ls -d /var/lib/kinstall/arriving 2>/dev/null || true; find / -xdev -name '*.kinstall' -not -path '/proc/*'; ls /run/kinstall | grep -i kubeconfig || true; systemctl list-units --no-legend --plain --all 'kinstall-[0-9]*' 'kinstall-bootstrap*' 'kinstall-csr-[0-9]*'`,
	);
	t.deepEqual(left, ['', ''], 'nothing half made is left');
	t.is(
		(
			await cluster.kubectl(['-n', 'kube-system', 'get', 'secrets', '--field-selector=type=bootstrap.kubernetes.io/token', '-o', 'name'])
		).trim(),
		'',
	);
});

/** The digest that the unit on the host would write at a start now, and the one of the running process. */
const digests = async (unit: string): Promise<{wanted: string; running: string}> => {
	const text = await cluster.lab.onHost(
		1,
		`sed -n "s/^ExecStartPre=.*&& \\(sha256sum .*\\) >.*digest.*/\\1/p" /etc/systemd/system/${unit} | sh; cat /run/kinstall/${unit}.digest`,
	);
	const [wanted = '', running = ''] = text.trim().split('\n');
	return {wanted, running};
};

/** Whether the API server shows a certificate of this cluster with that name. */
const serves = async (name: string): Promise<boolean> => {
	const look = `const [host, servername, file] = process.argv.slice(1);
		const socket = require('tls').connect({host, port: 6443, servername, ca: require('fs').readFileSync(file), timeout: 5000});
		socket.on('secureConnect', () => process.exit(0)).on('error', error => process.exit(error.code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 3 : 1)).on('timeout', () => process.exit(1))`;
	const {code, err} = await cluster.lab.try(
		['ctl', process.execPath, '-e', look, cluster.lab.address(1), name, path.join(cluster.folder, 'pki/ca.crt')],
		20,
	);
	if (code !== 0 && code !== 3) throw new Error(`no certificate seen (${code}) ${err}`);
	return code === 0;
};

test.serial('between writing a file and restarting its unit: the next apply restarts it', async t => {
	t.timeout(300_000);
	const unit = 'kube-apiserver.service';
	const name = 'api.example.test';
	for (const file of ['apiserver.crt', 'apiserver.key']) await rm(path.join(cluster.folder, 'pki', file));
	await cluster.writeSpec({pki: {names: [name]}});
	const before = await digests(unit);
	t.is(before.wanted, before.running);
	t.false(await serves(name));
	// The certificate is written by then, the unit not yet looked at.
	await killAt(t, ({phase, type}) => phase === '30-apiserver' && type === 'task-started');
	const between = await digests(unit);
	t.is(between.running, before.running, 'the old process still runs');
	t.not(between.wanted, before.wanted, 'the new certificate is there');

	const told = await cluster.kinstall([...apply, '--json']);
	t.is(told.code, 0, words(told));
	t.true(
		told.lines.some(({type, what}) => type === 'changed' && what === `${unit} restarted`),
		'apply restarted it',
	);
	t.false(
		told.lines.some(({type, what}) => type === 'changed' && String(what).endsWith('/apiserver.crt')),
		'and wrote nothing anew',
	);
	const after = await digests(unit);
	t.is(after.running, after.wanted);
	t.not(after.running, before.running);
	t.true(await serves(name));
	await t.notThrowsAsync(healthy(cluster));
	const again = await cluster.kinstall([...apply, '--json']);
	t.is(endOf(again)?.outcome, 'unchanged', words(again));
});
