// What the check reads of a host, and what it makes of it.
import {addressesOf} from '../../source/catalog/topology.ts';
import {deviceOf} from '../../source/plan/device-of.ts';
import type {Facts} from '../../source/plan/facts.ts';
import type {Interface, Looks} from '../../source/plan/judge-looks.ts';
import {ipvsModules, preparable} from '../../source/plan/phases/prepare.ts';
import type {Host} from '../../source/spec/types.ts';
import {type AskedProxy, askProxy, readProxy} from './ask-proxy.ts';
import {findNameServers, readNameServers} from './name-servers.ts';
import {advertised, pairs, routes4, routes6} from './routes.ts';
import type {Shell} from './shell.ts';

// Listening sockets stand in /proc/net/tcp as state 0A, the port in hex behind the address.
const listening = (table: string): number[] =>
	table.split('\n').flatMap(line => {
		const [, local, , state] = line.trim().split(/\s+/);
		return state === '0A' && local ? [Number.parseInt(local.split(':')[1]!, 16)] : [];
	});

const interfaces = (text: string): Record<string, Interface> =>
	Object.fromEntries(pairs(text).map(([name, mac = '', mtu]) => [name, {mac, mtu: Number(mtu)}]));

/** Where systemd-resolved says whom it asks itself. */
const resolvedConf = '/run/systemd/resolve/resolv.conf';

/** What the kernel calls a processor -> what artifacts call it. */
export const arches: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64'};

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

const halfway = (text: string): number => {
	const [begun = Number.NaN, ended = Number.NaN] = text.trim().split(' ').map(Number);
	return (begun + ended) / 2;
};

// The units that a run starts on a host. This one is not among them.
const left = (found: string) =>
	`systemctl list-units --all --plain --no-legend 'kinstall-[0-9]*' 'kinstall-csr-watch-*' kinstall-bootstrap.service | cut -d' ' -f1 | grep -v '^kinstall-00-check' | ${found}`;
const endLeft = `${left('xargs -r systemctl stop')} || true; ${left('xargs -r systemctl reset-failed')} 2>/dev/null || true`;

/** Addresses to be tried: a virtual IP among the neighbours, an endpoint that is no host's by a connection, an HTTP proxy by what it answers. */
export type Asked = {
	readonly vip?: string;
	readonly endpoint?: {readonly host: string; readonly port: number};
	readonly proxy?: AskedProxy;
	/** Who answers questions of DNS here. */
	readonly names?: boolean;
};

/** Whoever has an address answers the question for it that any packet there begins with. No tool is needed for that, and nothing is left. */
const findNeighbour = (vip: string) => `
	for try in 1 2 3; do echo >/dev/udp/${vip}/9; sleep 0.2; done 2>/dev/null
	{ ip neigh show to ${vip} || grep -F '${vip} ' /proc/net/arp | grep -v ' 0x0 '; } 2>/dev/null | grep -oiE '([0-9a-f]{2}:){5}[0-9a-f]{2}' | head -1`;

const dial = ({host, port}: {host: string; port: number}) => `
	said=$(timeout 2 bash -c 'exec 3<>/dev/tcp/${host}/${port}' 2>&1) && echo answers || case $said in *refused*) echo refused ;; *'not known'* | *resolution*) echo unknown ;; *) echo silent ;; esac`;

const ways = ['answers', 'refused', 'silent', 'unknown'] as const;

/**
 * Reads one host with one command.
 * @param ask what is asked of the network from here
 * @param alone no run goes on: what is found of one was left by a dead kinstall, and is ended
 */
export const look = async ($: Shell, host: Host, alone = false, ask: Asked = {}): Promise<{facts: Facts; looks: Looks}> => {
	const before = Date.now();
	const {stdout} = await (ask.proxy ? $({input: `${ask.proxy.authorization}\n`}) : $)`
		begun=$(date +%s%3N)
		eval ${alone ? endLeft : ':'}
		echo '===os'; cat /etc/os-release
		echo '===kernel'; uname -r; uname -m
		echo '===systemd'; systemctl --version | head -n 1
		echo '===cgroup'; stat -fc %T /sys/fs/cgroup
		echo '===capabilities'; grep CapBnd /proc/1/status
		echo '===cores'; nproc
		echo '===memory'; grep MemTotal /proc/meminfo
		echo '===packager'; for tool in apt-get dnf yum zypper; do command -v $tool && break; done || true
		echo '===container'; systemd-detect-virt -q --container && echo yes || echo no
		echo '===resolver'; for path in /etc/resolv.conf ${resolvedConf}; do ! grep '^nameserver' $path 2>/dev/null | grep -qvE 'nameserver[[:space:]]+(127[.]|::1)' || { echo $path; break; }; done
		echo '===tcp'; cat /proc/net/tcp /proc/net/tcp6 2>/dev/null || true
		echo '===units'; [ ! -e /var/lib/kinstall/placed ] || for unit in $(grep -o '[^/]*[.]service$' /var/lib/kinstall/placed); do case $(systemctl is-active $unit) in active | activating | reloading | deactivating) echo $unit ;; esac; done
		echo '===free'; for path in / /usr/local /var/lib /opt; do [ ! -d $path ] || echo "$path $(df -Pk $path | tail -1 | tr -s ' ' | cut -d' ' -f4)"; done
		echo '===machine'; cat /etc/machine-id
		echo '===address'; hostname -I
		echo '===hostname'; uname -n
		echo '===interfaces'; for path in /sys/class/net/*; do echo "\${path##*/} $(cat $path/address 2>/dev/null || echo -) $(cat $path/mtu 2>/dev/null)"; done
		echo '===routes4'; cat /proc/net/route 2>/dev/null || true
		echo '===routes6'; cat /proc/net/ipv6_route 2>/dev/null || true
		echo '===heeded'; for path in /proc/sys/net/ipv6/conf/*/accept_ra; do [ ! -r $path ] || { device=\${path%/*}; echo "\${device##*/} $(cat $path)"; }; done
		echo '===swaps'; tail -n +2 /proc/swaps 2>/dev/null | cut -d' ' -f1 || true
		echo '===packages'; dpkg-query -W -f '\${Package} \${db:Status-Status}\\n' ${preparable.packages} 2>/dev/null | grep ' installed$' || true
		echo '===modules'; ! grep -qw overlay /proc/filesystems || echo overlay
		[ ! -e /proc/sys/net/bridge ] || echo br_netfilter
		[ ! -e /proc/sys/net/netfilter/nf_conntrack_max ] || echo nf_conntrack
		for module in ${ipvsModules}; do [ ! -d /sys/module/$module ] || echo $module; done
		echo '===ipvs'; for module in ${ipvsModules}; do if [ -d /sys/module/$module ] || grep -Eqs "/$module[.]ko" /lib/modules/$(uname -r)/modules.dep /lib/modules/$(uname -r)/modules.builtin; then echo $module; fi; done
		echo '===networks'; ls /etc/cni/net.d 2>/dev/null || true
		echo '===nft'; nft --version 2>/dev/null || true
		echo '===sysctls'; for key in ${preparable.sysctls}; do file=/proc/sys/\${key//.//}; [ ! -r $file ] || echo "$key $(cat $file)"; done
		echo '===neighbour'; eval ${ask.vip ? findNeighbour(ask.vip) : ':'} || true
		echo '===endpoint'; eval ${ask.endpoint ? dial(ask.endpoint) : ':'}
		echo '===names'; eval ${ask.names ? findNameServers : ':'}
		echo '===proxy'; eval ${ask.proxy ? askProxy(ask.proxy) : ':'}
		# Halfway between these two is halfway between our own two: however long all this took, the clocks are compared at one moment.
		echo '===clock'; echo $begun $(date +%s%3N)`;
	const after = Date.now();
	const parts = section(stdout);
	const [kernel = '', machine = ''] = (parts['kernel'] ?? '').split('\n');
	const systemd = /^systemd (\d+)/.exec((parts['systemd'] ?? '').trim())?.[1];
	const packager = (parts['packager'] ?? '').trim().split('/').at(-1)?.replace('apt-get', 'apt');
	const resolver = (parts['resolver'] ?? '').trim();
	const free = (parts['free'] ?? '')
		.trim()
		.split('\n')
		.map(line => line.split(' ') as [string, string]);
	const routes = [...routes4(parts['routes4'] ?? ''), ...routes6(parts['routes6'] ?? '')];
	const devices = addressesOf(host).flatMap(address => {
		const device = deviceOf(routes, address);
		return device === undefined ? [] : [[address, device]];
	});
	const contained = (parts['container'] ?? '').includes('yes');
	const neighbour = (parts['neighbour'] ?? '').trim().toLowerCase();
	const httpProxy = readProxy(parts['proxy'] ?? '');
	const endpoint = ways.find(way => way === (parts['endpoint'] ?? '').trim());
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
			ownClock: !contained,
			cores: Number(parts['cores']),
			memory: Math.round(Number(/\d+/.exec(parts['memory'] ?? '0')?.[0]) / 1024),
			...(packager && {packager}),
			// In a container the kernel's table belongs to the machine around it, as does the clock.
			conntrack: !contained,
			resolver: resolver !== '',
			...(resolver === resolvedConf && {resolvConf: resolver}),
			devices: Object.fromEntries(devices),
		},
		looks: {
			ports: [...new Set(listening(parts['tcp'] ?? ''))],
			units: (parts['units'] ?? '').trim().split('\n').filter(Boolean),
			free: Object.fromEntries(free.map(([path, kilobytes]) => [path, Math.floor(Number(kilobytes) / 1024)])),
			clock: (halfway(parts['clock'] ?? '') - (before + after) / 2) / 1000,
			...(systemd !== undefined && {systemd: Number(systemd)}),
			machineId: (parts['machine'] ?? '').trim(),
			addresses: (parts['address'] ?? '').split(/\s+/).filter(Boolean),
			hostname: (parts['hostname'] ?? '').trim(),
			interfaces: interfaces(parts['interfaces'] ?? ''),
			routes,
			advertised: advertised(parts['routes6'] ?? '', parts['heeded'] ?? ''),
			swaps: (parts['swaps'] ?? '').trim().split('\n').filter(Boolean),
			packages: pairs(parts['packages'] ?? '').map(([name = '']) => name),
			modules: (parts['modules'] ?? '').trim().split('\n').filter(Boolean),
			ipvs: (parts['ipvs'] ?? '').trim().split('\n').filter(Boolean),
			networks: (parts['networks'] ?? '').split('\n').filter(name => /[.](conf|conflist|json)$/.test(name)),
			nft: /v(\d[\d.]*)/.exec(parts['nft'] ?? '')?.[1] ?? '',
			sysctls: Object.fromEntries(pairs(parts['sysctls'] ?? '').map(([key = '', now = '']) => [key, now])),
			...(neighbour && {neighbour}),
			...(endpoint && {endpoint}),
			...(ask.names && {nameServers: readNameServers(parts['names'] ?? '')}),
			...(httpProxy !== undefined && {httpProxy}),
		},
	};
};
