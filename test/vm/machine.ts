/** One whole machine under QEMU, reached by ssh on a port of the loopback; its own network goes nowhere. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {quote} from '../../scripts/lib/quote.ts';
import {run} from '../hosts/lab.ts';
import {until} from '../hosts/until.ts';

/** What QEMU's own network gives a machine, and where the machine's sshd is heard. */
export const address = '10.0.2.15';
const port = 2222;

// The emulated processors' counters are the machine's own and agree, which Linux cannot measure here; else each look at the clock would be a call to a device.
const kernel = 'root=/dev/vda console=ttyS0 tsc=reliable clocksource=tsc mitigations=off';

/** Processors are emulated, never the kernel's KVM: a guest must run the same wherever the tests do. */
const words = (image: string, log: string): string[] => {
	const disk = (name: string) => ['-drive', `file=${path.join(image, name)},format=raw,if=virtio,snapshot=on,cache=unsafe`];
	return [
		...['-machine', 'pc,hpet=off', '-accel', 'tcg,thread=multi,tb-size=1024', '-cpu', 'max', '-smp', '2', '-m', '4096'],
		...['-nodefaults', '-no-user-config', '-display', 'none', '-serial', `file:${log}`],
		...['-kernel', path.join(image, 'kernel'), '-initrd', path.join(image, 'initrd'), '-append', kernel],
		...disk('root.img'),
		...disk('swap.img'),
		...['-netdev', `user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:22`, '-device', 'virtio-net-pci,netdev=net'],
		...['-device', 'virtio-rng-pci'],
	];
};

/**
 * Boots the machine of an image that scripts/vm/image.sh made. What it writes to its disks is gone with it.
 * @param directory for its files, such as `ssh-config` and `console.log`
 */
export const startMachine = async (image: string, directory: string) => {
	await mkdir(directory, {recursive: true});
	const config = path.join(directory, 'ssh-config');
	const log = path.join(directory, 'console.log');
	await writeFile(
		config,
		`Host ${address}
	HostName 127.0.0.1
	HostKeyAlias ${address}
	Port ${port}
	User root
	IdentityFile ${path.join(image, 'id_ed25519')}
	IdentitiesOnly yes
	UserKnownHostsFile ${path.join(image, 'known_hosts')}
`,
	);
	// The disks' changes lie in files without a name beside the image, so they end with QEMU however it ends.
	const machine = execa('qemu-system-x86_64', words(image, log), {env: {TMPDIR: image}, reject: false, stdin: 'ignore'});
	let ended: string | undefined;
	const gone = machine.then(({shortMessage, stderr}) => {
		ended = `QEMU has ended: ${shortMessage ?? ''} ${stderr}`;
	});
	const ssh = [
		'-F',
		config,
		'-o',
		'BatchMode=yes',
		'-o',
		'ConnectTimeout=60',
		'-o',
		'ServerAliveInterval=15',
		'-o',
		'LogLevel=ERROR',
		address,
	];
	const onHost = async (_i: number, text: string, {seconds = 120, input}: {seconds?: number; input?: string | Uint8Array} = {}) => {
		const command = ['bash', '-euo', 'pipefail', '-c', text].map(quote).join(' ');
		const {code, out, err} = await run('ssh', [...ssh, command], {seconds, ...(input !== undefined && {input})});
		if (code !== 0) throw new Error(`${text.slice(0, 200)} ended with ${code}\n${err || out}${ended ?? ''}`);
		return out;
	};
	/** Waits until systemd has started all that belongs to the boot; gives the id of that boot. */
	const isUp = async (seconds: number, before = ''): Promise<string> =>
		until('the machine has booted', seconds, async () => {
			const boot = (await onHost(1, 'cat /proc/sys/kernel/random/boot_id', {seconds: 60})).trim();
			if (boot === before) throw new Error('it has not gone down yet');
			await onHost(1, 'systemctl is-system-running --wait || systemctl --failed --no-legend', {seconds});
			return boot;
		});
	return {
		onHost,
		onHosts: async (hosts: readonly number[], text: string, seconds?: number) =>
			Promise.all(hosts.map(i => onHost(i, text, seconds === undefined ? {} : {seconds}))),
		isUp,
		console: async () => (await readFile(log, 'utf8')).split('\n').slice(-15).join('\n'),
		stop: async () => {
			machine.kill('SIGKILL');
			await gone;
		},
	};
};

export type Machine = Awaited<ReturnType<typeof startMachine>>;
