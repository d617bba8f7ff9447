/** What lies on a host, compared with the plan and with before. */
import {createHash, createPublicKey} from 'node:crypto';
import {readdir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import type {Lab} from './lab.ts';

const standIn = /^kinstall secret: (\S+) mode=(\d+) owner=(\S+) (public-key-sha256|sha256)=([0-9a-f]{64})(?: \S+)?\n$/;

const filesBelow = async (directory: string): Promise<string[]> => {
	const entries = await readdir(directory, {recursive: true, withFileTypes: true});
	return entries.filter(entry => entry.isFile()).map(entry => `/${path.relative(directory, path.join(entry.parentPath, entry.name))}`);
};

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where a host differs from the plan's folder for it, a line each; and how many files and secrets were compared. */
export const comparePlan = async (lab: Lab, i: number, directory: string) => {
	const files = (await filesBelow(directory)).sort();
	const script = 'while read -r f; do echo "$(sha256sum <"$f" | cut -c1-64) $(stat -c "%04a %U:%G" "$f") $f"; done';
	const listed = await lab.onHost(i, script, {input: files.map(file => `${file}\n`).join('')});
	const found = new Map(
		listed
			.trim()
			.split('\n')
			.map(line => [line.split(' ')[3]!, line.split(' ')]),
	);
	const differences: string[] = [];
	let secrets = 0;
	for (const file of files) {
		const content = await readFile(path.join(directory, file), 'utf8');
		const [sum = '', mode = '', owner = ''] = found.get(file) ?? [];
		const secret = standIn.exec(content);
		if (secret) {
			secrets++;
			const bytes = await lab.onHost(i, `cat ${file}`);
			const named = secret[4] === 'sha256' ? sha256(bytes) : sha256(createPublicKey(bytes).export({type: 'spki', format: 'der'}));
			const [wanted, is] = [`${secret[2]} ${secret[3]} ${secret[5]}`, `${mode} ${owner} ${named}`];
			if (is !== wanted) differences.push(`${file}: ${is}, planned ${wanted}`);
			continue;
		}
		const wanted = `${sha256(content)} ${((await stat(path.join(directory, file))).mode & 0o7777).toString(8).padStart(4, '0')} root:root`;
		if (`${sum} ${mode} ${owner}` !== wanted) differences.push(`${file}: ${sum} ${mode} ${owner}, planned ${wanted}`);
	}
	return {differences, files: files.length, secrets};
};

/** Inode, times and size of everything kinstall placed, and when each of its units started. Equal texts: nothing was touched. */
export const traces = async (lab: Lab, hosts: readonly number[]): Promise<string[]> =>
	lab.onHosts(
		hosts,
		`sort /var/lib/kinstall/placed | while read -r f; do stat -c '%n %i %s %y %z' "$f"; done
		for u in $(grep -o '[^/]*[.]service$' /var/lib/kinstall/placed | sort -u); do echo "$u $(systemctl show -p ActiveEnterTimestamp -p MainPID "$u" | xargs)"; done`,
	);

/** Every path of a host with type, mode, owner and digest, without what Debian keeps changing by itself. */
export const everything = async (lab: Pick<Lab, 'onHosts'>, hosts: readonly number[]): Promise<string[][]> => {
	const skipped = [
		'/proc',
		'/sys',
		'/dev',
		'/run',
		'/tmp',
		'/var/tmp',
		'/var/log',
		'/var/cache',
		'/srv',
		'/lib/modules',
		'/usr/lib/modules',
	];
	const own = ['/var/lib/apt', '/var/lib/dpkg', '/var/lib/systemd', '/var/lib/ucf', '/var/lib/dbus', '/root/.bash_history'];
	const prune = [...skipped, ...own].map(one => `-path ${one}`).join(' -o ');
	const listed = await lab.onHosts(
		hosts,
		`find / \\( ${prune} \\) -prune -o -printf '%y %m %u:%g %p %l\\n' | LC_ALL=C sort -k 4
		# What adduser leaves of the files before: a package of the distribution brought an account, and went.
		find /etc /root /opt /usr/local -type f ! -path '/etc/*-' -print0 | xargs -0 sha256sum | LC_ALL=C sort -k 2
		for f in net/ipv4/ip_forward net/ipv6/conf/all/forwarding net/ipv4/conf/all/route_localnet vm/overcommit_memory kernel/panic kernel/panic_on_oops; do echo "$f $(cat /proc/sys/$f)"; done
		systemctl list-unit-files --no-legend | awk '{print "unit", $1, $2}' | grep -v ' transient$' | LC_ALL=C sort
		ls /sys/class/net
		# Where there is a tool to list them.
		! command -v nft >/dev/null || nft list ruleset | grep -E 'KUBE-|kube-proxy|FLANNEL|CNI-|masq|MASQ' || true`,
	);
	return listed.map(text => text.trim().split('\n'));
};

/** Lines of one list that the other lacks, with a sign before each. */
export const difference = (before: readonly string[], after: readonly string[]): string[] => {
	const [had, has] = [new Set(before), new Set(after)];
	return [
		...before.filter(line => !has.has(line)).map(line => `- ${line}`),
		...after.filter(line => !had.has(line)).map(line => `+ ${line}`),
	];
};
