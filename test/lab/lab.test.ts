import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {instancesAreBack, lab, ownInstances, run, script, startUp} from './lab-runner.ts';

const config = join(tmpdir(), `kinstall-lab-test-${process.pid}`);
const ssh = async (target: string, command: string, ...options: readonly string[]) =>
	run('ssh', ['-F', config, '-o', 'StrictHostKeyChecking=yes', '-o', 'BatchMode=yes', ...options, target, command]);
const bootId = async (host: string) => (await ssh(host, 'cat /proc/sys/kernel/random/boot_id')).out;
let instancesBefore = '';

test.before(async t => {
	t.timeout(300_000, 'building the base');
	await lab('down');
	instancesBefore = await ownInstances();
	const up = await lab('up', '2', '--base');
	t.is(up.code, 0, up.err);
	await writeFile(config, (await lab('ssh-config')).out);
});

test.after.always(async () => {
	await lab('down');
});

test.serial('up gives hosts that ssh reaches from outside with strict host keys, by name and by address', async t => {
	for (const [target, name] of [
		['node1', 'node1'],
		['10.89.0.12', 'node2'],
	] as const) {
		const {code, out, err} = await ssh(target, 'hostname');
		t.deepEqual({code, out}, {code: 0, out: name}, err);
	}
	t.notRegex(await readFile(config, 'utf8'), /StrictHostKeyChecking|CheckHostIP/i);
	const addresses = await run('ip', ['-o', 'address']);
	t.notRegex(addresses.out, /10\.89\.0\./, 'the machine itself has no address of the lab');
});

test.serial('a host whose key is another one is refused', async t => {
	const {code, err} = await ssh('10.89.0.12', 'true', '-o', 'HostKeyAlias=10.89.0.11');
	t.is(code, 255);
	t.regex(err, /Host key verification failed/);
});

test.serial('a host is a fresh one: systemd runs, sshd has Debian defaults, no tools, no other names', async t => {
	t.is((await lab('exec', '1', 'systemctl', 'is-system-running', '--wait')).out, 'running');
	const tools = await ssh('node1', 'for t in ip iptables nginx containerd etcd curl kmod nft haproxy; do command -v $t; done; true');
	t.deepEqual([tools.code, tools.out], [0, '']);
	t.is((await ssh('node1', 'getent hosts node2')).code, 2);
	const defaults = await ssh('node1', 'sshd -T | grep -iE "^(maxsessions|maxstartups|permitrootlogin|passwordauthentication) " | sort');
	t.is(defaults.out.toLowerCase(), 'maxsessions 10\nmaxstartups 10:30:100\npasswordauthentication yes\npermitrootlogin without-password');
	t.is((await ssh('node1', 'stat -fc %T /var/lib')).out.includes('overlay'), false);
});

test.serial('what a host changes of the kernel stays its own', async t => {
	const before = await readFile('/proc/sys/vm/overcommit_memory', 'utf8');
	const other = before.trim() === '1' ? '0' : '1';
	t.is((await ssh('node1', `echo ${other} > /proc/sys/vm/overcommit_memory; cat /proc/sys/vm/overcommit_memory`)).out, other);
	t.is(await readFile('/proc/sys/vm/overcommit_memory', 'utf8'), before);
	t.not((await ssh('node1', 'echo 1 > /proc/sys/vm/drop_caches')).code, 0);
});

test.serial('the users admin and locked differ in what sudo asks', async t => {
	t.is((await ssh('admin@node1', 'sudo -n id -un')).out, 'root');
	const locked = await ssh('locked@node1', 'sudo -n id -un');
	t.is(locked.code, 1);
	t.regex(locked.err, /password is required/);
	t.is((await ssh('locked@node1', 'echo locked | sudo -S -p "" id -un')).out, 'root');
});

test.serial('apt-get installs nginx-light from the local source', async t => {
	const {code, err} = await ssh('node1', 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y nginx-light kmod');
	t.is(code, 0, err);
	t.is((await ssh('node1', 'systemctl is-active nginx')).out, 'active');
	t.is((await ssh('node1', 'modprobe overlay')).code, 0);
	t.not((await ssh('node1', 'modprobe no_such_module')).code, 0);
});

test.serial('a reboot gives a new boot id, keeps the disk and loses what nobody made permanent', async t => {
	const before = await bootId('node1');
	await ssh('node1', 'echo kept > /root/kept; echo kept > /var/lib/kept; echo 1 > /proc/sys/net/ipv4/ip_forward');
	const {code, err} = await lab('reboot', '1');
	t.is(code, 0, err);
	t.not(await bootId('node1'), before);
	t.is((await ssh('node1', 'cat /root/kept /var/lib/kept /proc/sys/net/ipv4/ip_forward')).out, 'kept\nkept\n0');
});

test.serial('a reboot that the host asks for itself comes back too', async t => {
	const before = await bootId('node2');
	await ssh('node2', 'systemctl reboot');
	let now = before;
	for (let i = 0; i < 60 && (now === before || now === ''); i++) {
		await sleep(250);
		now = await bootId('node2');
	}
	t.regex(now, /^[\da-f-]{36}$/);
	t.not(now, before);
});

test.serial('kill cuts the power, start brings the host back; stop shuts it down', async t => {
	const before = await bootId('node2');
	t.is((await lab('kill', '2')).code, 0);
	t.regex((await lab('stat')).out, /node2 .* off /);
	t.is((await lab('start', '2')).code, 0);
	t.not(await bootId('node2'), before);
	t.is((await lab('stop', '2')).code, 0);
	t.regex((await lab('stat')).out, /node2 .* off /);
	t.not((await lab('exec', '2', 'true')).code, 0);
	t.is((await lab('up', '2')).code, 0);
	t.is((await ssh('node2', 'hostname')).out, 'node2');
});

test.serial('partition cuts a host off in silence, also over a reboot, and heal brings it back', async t => {
	await lab('partition', '1');
	const cut = await ssh('node1', 'true', '-o', 'ConnectTimeout=2');
	t.is(cut.code, 255);
	t.regex(cut.err, /timed out/);
	t.is((await lab('exec', '1', 'hostname')).out, 'node1');
	t.is((await lab('reboot', '1')).code, 0);
	t.is((await ssh('node1', 'true', '-o', 'ConnectTimeout=1')).code, 255);
	await lab('heal', '1');
	t.is((await ssh('node1', 'hostname', '-o', 'ConnectTimeout=5')).out, 'node1');
});

test.serial('ctl runs on the side of the installer, where the hosts answer', async t => {
	const answer = await lab('ctl', 'bash', '-c', 'exec 3<>/dev/tcp/10.89.0.11/22; head -c 4 <&3');
	t.is(answer.out, 'SSH-');
});

test.serial('wrong words are refused with a reason', async t => {
	t.regex((await lab('kill', '9')).err, /no host 9 in lab t1/);
	t.regex((await lab('up', 'many')).err, /number of hosts/);
	t.is((await lab('dance')).code, 2);
});

test.serial('doctor names what is missing: root, or a folder that can carry overlays', async t => {
	t.is((await lab('doctor')).code, 0);
	const user = await run('setpriv', ['--reuid=65534', '--clear-groups', script, 'doctor']);
	t.is(user.code, 1);
	t.regex(user.out, /not root/);
	const mounts = 'cd "$1" && mkdir lower upper work root && mount -t overlay test -o lowerdir=lower,upperdir=upper,workdir=work root';
	const folder = await mkdtemp(join(tmpdir(), 'kinstall-lab-'));
	const command = `${mounts} && KINSTALL_LAB="$1/root" "$2" doctor`;
	const overlay = await run('unshare', ['--mount', 'bash', '-c', command, 'bash', folder, script]);
	t.is(overlay.code, 1, overlay.err);
	t.regex(overlay.out, /overlayfs, which cannot carry/);
	await rm(folder, {recursive: true});
});

test.serial('check sees a standing lab, down ends it and puts the machine back', async t => {
	const standing = await lab('check');
	t.is(standing.code, 1);
	t.regex(standing.out, /LEFT network namespaces: t1-ctl t1-h1 t1-h2/);
	t.is((await lab('down')).code, 0);
	t.deepEqual([(await lab('check')).out, await instancesAreBack(instancesBefore)], ['clean', true]);
	t.is((await lab('down')).code, 0);
});

for (const [signal, everyone] of [
	['SIGKILL', false],
	['SIGKILL', true],
	['SIGINT', true],
] as const) {
	test.serial(`after ${signal} to ${everyone ? 'its process group' : 'a lab.sh up'} at any moment, down leaves nothing`, async t => {
		t.timeout(120_000);
		for (const wait of [60, 250, 600, 1000]) {
			const up = startUp(3);
			await sleep(wait);
			process.kill(everyone ? -up.pid : up.pid, signal);
			await up.ended;
			t.is((await lab('down')).code, 0);
			t.deepEqual([wait, (await lab('check')).out, await instancesAreBack(instancesBefore)], [wait, 'clean', true]);
		}
	});
}

test.serial('after a killed up, another up completes the lab', async t => {
	const up = startUp(2);
	await sleep(400);
	process.kill(-up.pid, 'SIGKILL');
	await up.ended;
	const again = await lab('up', '2');
	t.is(again.code, 0, again.err);
	await writeFile(config, (await lab('ssh-config')).out);
	t.is((await ssh('node2', 'hostname')).out, 'node2');
});
