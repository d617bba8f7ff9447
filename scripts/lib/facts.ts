// What the check reads of a host, and what it makes of it.
import type {Facts} from '../../source/plan/facts.ts';
import type {Looks} from '../../source/plan/judge-looks.ts';
import type {Host} from '../../source/spec/types.ts';
import type {Shell} from './shell.ts';

// Listening sockets stand in /proc/net/tcp as state 0A, the port in hex behind the address.
const listening = (table: string): number[] =>
	table.split('\n').flatMap(line => {
		const [, local, , state] = line.trim().split(/\s+/);
		return state === '0A' && local ? [Number.parseInt(local.split(':')[1]!, 16)] : [];
	});

const arches: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64'};

const section = (text: string): Record<string, string> =>
	Object.fromEntries(
		text
			.split('\n===')
			.filter(Boolean)
			.map(part => {
				const end = part.indexOf('\n');
				return [part.slice(0, end).replace('===', '').trim(), part.slice(end + 1)];
			}),
	);

const value = (text: string, key: string): string => new RegExp(`^${key}=["']?(.*?)["']?$`, 'm').exec(text)?.[1] ?? '';

// The units that a run starts on a host. This one is not among them.
const left = (found: string) =>
	`systemctl list-units --all --plain --no-legend 'kinstall-[0-9]*' 'kinstall-csr-watch-*' kinstall-bootstrap.service | cut -d' ' -f1 | grep -v '^kinstall-00-check' | ${found}`;
const endLeft = `${left('xargs -r systemctl stop')} || true; ${left('xargs -r systemctl reset-failed')} 2>/dev/null || true`;

/**
 * Reads one host with one command.
 * @param alone no run goes on: what is found of one was left by a dead kinstall, and is ended
 */
export const look = async ($: Shell, host: Host, alone = false): Promise<{facts: Facts; looks: Looks}> => {
	const before = Date.now();
	const {stdout} = await $`
		eval ${alone ? endLeft : ':'}
		echo '===os'; cat /etc/os-release
		echo '===kernel'; uname -r; uname -m
		echo '===cgroup'; stat -fc %T /sys/fs/cgroup
		echo '===capabilities'; grep CapBnd /proc/1/status
		echo '===cores'; nproc
		echo '===memory'; grep MemTotal /proc/meminfo
		echo '===packager'; for tool in apt-get dnf yum zypper; do command -v $tool && break; done || true
		# In a container the kernel's table belongs to the machine around it.
		echo '===conntrack'; systemd-detect-virt -q --container && echo no || echo yes
		echo '===resolver'; grep -q '^nameserver' /etc/resolv.conf && echo yes || echo no
		echo '===tcp'; cat /proc/net/tcp /proc/net/tcp6 2>/dev/null || true
		echo '===units'; [ ! -e /var/lib/kinstall/placed ] || for unit in $(grep -o '[^/]*[.]service$' /var/lib/kinstall/placed); do case $(systemctl is-active $unit) in active | activating | reloading | deactivating) echo $unit ;; esac; done
		echo '===free'; for path in / /usr/local /var/lib /opt; do [ ! -d $path ] || echo "$path $(df -Pk $path | tail -1 | tr -s ' ' | cut -d' ' -f4)"; done
		echo '===machine'; cat /etc/machine-id
		echo '===address'; hostname -I
		echo '===clock'; date +%s%3N`;
	const after = Date.now();
	const parts = section(stdout);
	const [kernel = '', machine = ''] = (parts['kernel'] ?? '').split('\n');
	const packager = (parts['packager'] ?? '').trim().split('/').at(-1)?.replace('apt-get', 'apt');
	const free = (parts['free'] ?? '')
		.trim()
		.split('\n')
		.map(line => line.split(' ') as [string, string]);
	return {
		facts: {
			host: host.name,
			os: {
				id: value(parts['os'] ?? '', 'ID'),
				version: value(parts['os'] ?? '', 'VERSION_ID'),
				name: value(parts['os'] ?? '', 'PRETTY_NAME'),
			},
			arch: arches[machine] ?? machine,
			kernel,
			cgroup: (parts['cgroup'] ?? '').includes('cgroup2fs') ? 2 : 1,
			// Bit 24 of the bounding set: CAP_SYS_RESOURCE.
			sysResource: ((BigInt(`0x${(parts['capabilities'] ?? '').split(/\s+/)[1] || '0'}`) >> 24n) & 1n) === 1n,
			cores: Number(parts['cores']),
			memory: Math.round(Number(/\d+/.exec(parts['memory'] ?? '0')?.[0]) / 1024),
			...(packager && {packager}),
			conntrack: (parts['conntrack'] ?? '').includes('yes'),
			resolver: (parts['resolver'] ?? '').includes('yes'),
		},
		looks: {
			ports: [...new Set(listening(parts['tcp'] ?? ''))],
			units: (parts['units'] ?? '').trim().split('\n').filter(Boolean),
			free: Object.fromEntries(free.map(([path, kilobytes]) => [path, Math.floor(Number(kilobytes) / 1024)])),
			clock: (Number((parts['clock'] ?? '').trim()) - (before + after) / 2) / 1000,
			machineId: (parts['machine'] ?? '').trim(),
			addresses: (parts['address'] ?? '').split(/\s+/).filter(Boolean),
		},
	};
};
