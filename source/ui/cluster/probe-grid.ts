import {holderHost, isHeld} from '../../state/cluster-health.ts';
import type {ClusterStatus, Probe} from '../../state/cluster-status.ts';
import {plainLines} from '../../state/plain-text.ts';
import {texts} from '../../texts/texts.ts';
import {cells} from '../cells.ts';
import {bad, type ColoredLine, inColumns, plain} from './line.ts';

const say = texts.ui.cluster;

/** Whether this daemon on this host leads the others of its kind: it holds the Lease or the virtual IP, or is etcd's leader. */
function leads({leases = [], etcd, vip}: ClusterStatus, {host, what}: Probe): boolean {
	if (what === 'keepalived') return vip?.holders.includes(host) ?? false;
	if (what === 'etcd') return etcd?.members.some(({name, own}) => name === host && own?.leader) ?? false;
	return leases.some(lease => lease.name === what && isHeld(lease) && holderHost(lease) === host);
}

const hostsOf = (probes: readonly Probe[]): readonly string[] => [...new Set(probes.map(({host}) => host))];

/** Hosts with something unwell first, else in their order. */
export function probesInOrder(probes: readonly Probe[]): readonly Probe[] {
	const unwell = new Set(probes.filter(({healthy}) => !healthy).map(({host}) => host));
	return [...probes.filter(({host}) => unwell.has(host)), ...probes.filter(({host}) => !unwell.has(host))];
}

const widest = (lines: readonly string[]): number => Math.max(0, ...lines.map(cells));

/** What is not well on the hosts that answer, in words. */
export function unwellLines({probes, hosts = []}: ClusterStatus): readonly ColoredLine[] {
	const silent = new Set(hosts.filter(one => one.silent !== undefined).map(({host}) => host));
	const unwell = probes.filter(({host, healthy}) => !healthy && !silent.has(host));
	return unwell.map(({host, what, detail}) => bad(`! ${host}  ${what}: ${plainLines(detail)[0] ?? ''}`));
}

/** A row for each host, a column for each kind of daemon. Of hosts beyond `most` that are well only their number is told. */
export function probeGrid(
	status: ClusterStatus,
	{columns, most}: {readonly columns: number; readonly most: number},
): readonly ColoredLine[] {
	const probes = probesInOrder(status.probes);
	const known = Object.keys(say.daemons);
	const kinds = [...new Set(probes.map(({what}) => what))].sort((a, b) => known.indexOf(a) - known.indexOf(b));
	const cell = (host: string, what: string): string => {
		const probe = probes.find(one => one.host === host && one.what === what);
		if (!probe) return '-';
		return probe.healthy ? (leads(status, probe) ? say.leads : say.healthy) : say.unhealthy;
	};
	const head = [say.host, ...kinds.map(what => say.daemons[what] ?? what)];
	const all = hostsOf(probes);
	const unwell = new Set(probes.filter(({healthy}) => !healthy).map(({host}) => host));
	const hosts = all.slice(0, Math.max(most, unwell.size));
	const table = [head, ...hosts.map(host => [host, ...kinds.map(what => cell(host, what))])];
	const roomy = inColumns(table);
	const rows = widest(roomy) <= columns ? roomy : inColumns(table, [], 1);
	const more = all.length - hosts.length;
	return [
		...rows.map((text, index) => (unwell.has(hosts[index - 1] ?? '') ? bad(text) : plain(text))),
		...(more > 0 ? [plain(say.moreHosts(more))] : []),
	];
}

/** A line for each probe, with what it said. */
export function probeLines({probes}: ClusterStatus): readonly ColoredLine[] {
	const ordered = probesInOrder(probes);
	const rows = ordered.map(({host, what, healthy, detail}) => [
		host,
		what,
		healthy ? say.healthy : say.unhealthy,
		plainLines(detail)[0] ?? '',
	]);
	return inColumns(rows).map((text, index) => (ordered[index]?.healthy ? plain(text) : bad(text)));
}
