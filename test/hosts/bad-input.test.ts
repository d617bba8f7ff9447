/** What is wrong with files, connections and hosts: each has its message and exit code, and nothing is touched. */
import {cp, mkdir, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {artifacts, type Told} from './kinstall.ts';
import {root, run} from './lab.ts';
import {type LabCluster, makeLabCluster, words} from './lab-cluster.ts';
import {until} from './until.ts';

let cluster: LabCluster;
let configs = 0;

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of two hosts');
	cluster = await makeLabCluster('bad', '10.92.0', [{roles: ['control-plane', 'etcd']}, {roles: ['worker']}]);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
});

test.afterEach.always('nothing was touched', async t => {
	const seen = await cluster.lab.onHosts(
		[1, 2],
		'ls -d /var/lib/kinstall /etc/kubernetes /etc/kinstall /usr/local/bin/* /opt/cni 2>/dev/null || true; systemctl list-units --all --no-legend "kinstall*" etcd.service',
	);
	t.deepEqual(seen, ['', ''], t.title);
});

type Finding = {readonly host: string; readonly id: string; readonly severity: string; readonly what: string; readonly mend: string};

const failures = (told: Told): Finding[] =>
	told.lines.flatMap(({finding}) => ((finding as Finding | undefined)?.severity === 'failure' ? [finding as Finding] : []));

/** Both `check` and `apply` end with 1 and this one failure; every other way would be a surprise. */
const refuses = async (t: ExecutionContext, host: string, id: string, what: RegExp, mend: RegExp): Promise<void> => {
	for (const command of [['check'], ['apply', '--yes']]) {
		const told = await cluster.kinstall([...command, '--json'], 60);
		t.is(told.code, 1, words(told));
		const found = failures(told);
		t.deepEqual(
			found.map(one => [one.host, one.id]),
			[[host, id]],
			words(told),
		);
		t.regex(found[0]!.what, what);
		t.regex(found[0]!.mend, mend);
	}
	const plain = await cluster.kinstall(['check'], 60);
	t.regex(plain.out + plain.err, what);
	t.regex(plain.err, /1 thing stands in the way; nothing was touched/);
};

/** Another ssh configuration for this test alone. */
const withConfig = async (text: string, change: object = {}): Promise<void> => {
	const config = `ssh-config-${++configs}`;
	await writeFile(path.join(cluster.folder, config), text);
	await cluster.writeSpec({ssh: {config}, ...change});
};

/** ssh shares one connection a host: what is true of it must be asked anew. */
const endConnections = async (): Promise<void> => {
	const sockets = path.join(cluster.kit.directory, 't');
	await run('sh', ['-c', 'for s in "$0"/kinstall-*/*; do [ ! -S "$s" ] || ssh -O exit -S "$s" x; done', sockets]);
};

test.beforeEach(async () => {
	await endConnections();
	await cluster.writeSpec();
});

test.serial('each bad cluster.yaml: exit code 2, every problem with its path, no host asked', async t => {
	const bad = path.join(root, 'fixtures/specs/bad');
	const files = (await readdir(bad)).filter(file => file.endsWith('.yaml'));
	t.true(files.length > 8);
	for (const file of files)
		for (const command of [['check'], ['apply', '--yes']]) {
			const told = await cluster.kinstall([...command, '-f', path.join(bad, file), '--json'], 20);
			t.is(told.code, 2, `${file}: ${words(told)}`);
			const problems = told.lines.flatMap(({problem}) => (problem ? [problem as {path: string; reason: string}] : []));
			t.true(problems.length > 0 && problems.every(({path: where, reason}) => typeof where === 'string' && reason), file);
			t.is(told.lines.at(-1)?.problems, problems.length, file);
		}
	t.deepEqual((await readdir(bad)).sort(), [...files].sort(), 'nothing was written beside them');
});

test.serial('several problems are told at once, and a missing file is one', async t => {
	const told = await cluster.kinstall(['check', '-f', path.join(root, 'fixtures/specs/bad/many.yaml')], 20);
	t.is(told.code, 2);
	t.regex(told.err, /([3-9]|\d\d) problems; nothing was touched/);
	const missing = await cluster.kinstall(['apply', '--yes', '-f', 'no-such.yaml'], 20);
	t.is(missing.code, 2);
	t.regex(missing.err, /no-such\.yaml: there is no such file/);
	const unasked = await cluster.kinstall(['apply'], 20);
	t.is(unasked.code, 2);
	t.regex(unasked.err, /--yes/);
});

test.serial('a host that does not answer', async t => {
	await cluster.lab.must(['kill', '2']);
	const started = Date.now();
	await t.notThrowsAsync(async () => refuses(t, 'node2', 'connection', /node2 \(10\.92\.0\.12\) does not answer/, /Is it up/));
	t.log(`three times in ${((Date.now() - started) / 1000).toFixed(0)} s`);
	await cluster.lab.must(['start', '2']);
});

test.serial('a key that the host refuses', async t => {
	await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path.join(cluster.folder, 'other-key')]);
	const [first = '', second = ''] = cluster.config.split(/(?=^Host node2)/m);
	await withConfig(first + second.replace(/IdentityFile .*/, `IdentityFile ${path.join(cluster.folder, 'other-key')}`));
	await refuses(t, 'node2', 'connection', /node2 .* accepts none of the keys offered: .*Permission denied/, /ssh\.identityFile/);
});

test.serial('a host key that is not known: its fingerprint is shown, and accepted when told so', async t => {
	const known = path.join(cluster.folder, 'known_hosts');
	const lines = (await readFile(/UserKnownHostsFile "(.*)"/.exec(cluster.config)![1]!, 'utf8')).split('\n');
	await writeFile(known, lines.filter(line => !line.startsWith(cluster.lab.address(2))).join('\n'));
	await withConfig(cluster.config.replaceAll(/UserKnownHostsFile .*/g, `UserKnownHostsFile "${known}"`));
	await refuses(t, 'node2', 'connection', /the host key of node2 .* is not known yet/, /--accept-host-keys/);
	const fingerprint = (
		await run('ssh-keygen', ['-l', '-f', '-'], {input: await cluster.lab.onHost(2, 'cat /etc/ssh/ssh_host_ed25519_key.pub')})
	).out.split(' ')[1]!;
	const shown = await cluster.kinstall(['check'], 60);
	t.true((shown.out + shown.err).includes(fingerprint), `check shows ${fingerprint}:\n${words(shown)}`);
	const accepted = await cluster.kinstall(['check', '--accept-host-keys'], 60);
	t.is(accepted.code, 0, words(accepted));
	t.true(accepted.out.includes(fingerprint), accepted.out);
	await endConnections();
	t.is((await cluster.kinstall(['check'], 60)).code, 0, 'it is known now');
});

test.serial('a host key that changed is refused, also with --accept-host-keys', async t => {
	const known = path.join(cluster.folder, 'changed_hosts');
	const key = await cluster.lab.onHost(1, 'cut -d" " -f1,2 /etc/ssh/ssh_host_ed25519_key.pub');
	await writeFile(known, `${cluster.lab.address(1)},${cluster.lab.address(2)} ${key}`);
	await withConfig(cluster.config.replaceAll(/UserKnownHostsFile .*/g, `UserKnownHostsFile "${known}"`));
	await refuses(t, 'node2', 'connection', /the host key of node2 .* is not the one that is known/, /ssh-keygen .*-R/);
	const told = await cluster.kinstall(['check', '--accept-host-keys'], 60);
	t.is(told.code, 1, words(told));
	t.is(await readFile(known, 'utf8'), `${cluster.lab.address(1)},${cluster.lab.address(2)} ${key}`);
});

const asUser = (user: string) => ({
	hosts: cluster.spec.hosts.map(host => (host.name === 'node2' ? {...host, ssh: {user}} : host)),
});

test.serial('sudo that asks for a password; an ordinary user whose sudo does not is welcome', async t => {
	await cluster.writeSpec(asUser('locked'));
	await refuses(t, 'node2', 'connection', /sudo asks for a password/, /NOPASSWD/);
	await cluster.writeSpec(asUser('admin'));
	const told = await cluster.kinstall(['check'], 60);
	t.is(told.code, 0, words(told));
});

test.serial('a binary with a wrong checksum is named', async t => {
	const folder = path.join(cluster.folder, 'artifacts');
	// The sums are copies, the archives links: nothing that this test changes is the real one.
	await cp(artifacts, folder, {recursive: true, filter: source => !/\.(tar|gz|tgz)$|\/\.[^/]*$/.test(source)});
	const archives = (await readdir(artifacts, {recursive: true})).filter(name => /\.(tar|gz|tgz)$/.test(name));
	for (const name of archives) {
		await mkdir(path.dirname(path.join(folder, name)), {recursive: true});
		await symlink(path.join(artifacts, name), path.join(folder, name));
	}
	const runc = path.join(folder, 'github.com/opencontainers/runc/releases/download/v1.1.5/runc.amd64');
	const bytes = await readFile(runc);
	bytes[bytes.length - 1]! ^= 1;
	await rm(runc);
	await writeFile(runc, bytes);
	await cluster.writeSpec({artifacts: {...cluster.spec.artifacts, path: folder}});
	const told = await cluster.kinstall(['apply', '--yes'], 120);
	t.is(told.code, 1, words(told));
	t.regex(told.err, /runc\.amd64: wrong sha256: it is [0-9a-f]{64}, but .* says [0-9a-f]{64}/);
	const json = await cluster.kinstall(['apply', '--yes', '--json'], 120);
	t.deepEqual(
		json.lines.flatMap(({artifact}) => ((artifact as {what: string} | undefined)?.what ? ['named'] : [])),
		['named'],
	);
});

test.serial('a full disk is found before anything is copied', async t => {
	await cluster.lab.onHost(2, 'mount -t tmpfs -o size=50m full /usr/local');
	await refuses(t, 'node2', 'disk', /\/usr\/local has \d+ MiB free, \d+ MiB are needed/, /Make room on \/usr\/local/);
	await cluster.lab.onHost(2, 'umount /usr/local');
});

test.serial('a port that another program holds', async t => {
	await cluster.lab.onHost(1, 'systemd-run --quiet --unit=squatter systemd-socket-activate --listen=6443 cat');
	await until('the squatter listens', 10, async () => {
		await cluster.lab.onHost(1, 'grep -q ":192B 0*:0000 0A" /proc/net/tcp /proc/net/tcp6');
		return true;
	});
	await refuses(t, 'node1', 'port', /port 6443 is taken by another program/, /ss -ltnp/);
	await cluster.lab.onHost(1, 'systemctl stop squatter.service');
});
