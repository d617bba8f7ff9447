/** What counts connections that somebody tries to make out of a place which has no way out. */
import path from 'node:path';
import {type Outcome, run} from './lab.ts';
import type {LabCluster} from './lab-cluster.ts';

/** An interface that leads nowhere takes every packet for `ranges`; what it took is read from its counter. */
const leads = (device: string, ranges: readonly string[]) =>
	[
		`ip link add ${device} type veth peer name ${device}-end`,
		`sysctl -qw net.ipv6.conf.${device}.disable_ipv6=1`,
		`ip link set ${device}-end up`,
		`ip link set ${device} arp off up`,
		...ranges.map(range => `ip route add ${range} dev ${device}`),
	].join(' && ');
const trap = (...ranges: string[]) => leads('out', ranges);
const taken = `awk '$1 == "out:" {print $11}' /proc/net/dev`;

/** Nobody has this address; it is tried to see that the counters count. */
const nobody = (cluster: LabCluster) => cluster.lab.address(240);
const knock = (address: string) => `echo x >/dev/udp/${address}/9`;

/** In each host's network, with the programs of this machine: a host may lack them. */
const inNetworks = (cluster: LabCluster, text: string): Promise<string[]> =>
	Promise.all(
		cluster.hosts.map(async i => {
			const {code, out, err} = await run('nsenter', [`--net=/run/netns/${cluster.lab.env.LAB_ID}-h${i}`, 'bash', '-c', text]);
			if (code !== 0) throw new Error(`node${i}: ${err}`);
			return out;
		}),
	);

/**
 * Everything but the lab's own addresses, and names, leads into the trap from now on.
 * @param inside ranges that lead nowhere either, and are not counted: wider than the cluster's own, which have no other route before their pods have one
 */
export const trapHosts = async (cluster: LabCluster, inside: readonly string[] = []): Promise<void> => {
	const halves = ['0.0.0.0/1', '128.0.0.0/1', `${nobody(cluster)}/32`];
	await inNetworks(cluster, [trap(...halves), ...(inside.length > 0 ? [leads('inside', inside)] : [])].join(' && '));
	await cluster.lab.onHosts(cluster.hosts, `echo 'nameserver ${nobody(cluster)}' >/etc/resolv.conf`);
};

/** How many packets each host sent to elsewhere. */
export const sentByHosts = async (cluster: LabCluster): Promise<number[]> => (await inNetworks(cluster, taken)).map(Number);

/** Sends one packet from each host to nobody. */
export const knockFromHosts = (cluster: LabCluster) => inNetworks(cluster, knock(nobody(cluster)));

/**
 * kinstall in a network of its own, with a cache of its own: nothing but the ssh client's ProxyCommand leads out of it.
 * `sent` is how many packets it, or who it started, sent to elsewhere; `first` runs before it.
 */
export const isolated = async (
	cluster: LabCluster,
	folder: string,
	words: readonly string[],
	{seconds = 380, knocks = false} = {},
): Promise<Outcome & {readonly sent: number}> => {
	const {directory} = cluster.kit;
	const bin = path.join(directory, 'dist/source/bin.cjs');
	const first = knocks ? knock(nobody(cluster)) : ':';
	const script = `ip link set lo up && ${trap('default')} && ${first} || exit 99; "$@"; code=$?; echo "sent $(${taken})" >&2; exit $code`;
	const told = await run('unshare', ['--net', 'bash', '-c', script, 'bash', process.execPath, bin, ...words], {
		cwd: folder,
		env: {TMPDIR: path.join(directory, 't'), XDG_CACHE_HOME: path.join(directory, 'cache')},
		seconds,
	});
	return {...told, sent: Number(/^sent (\d+)$/m.exec(told.err)?.[1] ?? Number.NaN)};
};
