import {holderHost, isHeld} from '../../state/cluster-health.ts';
import type {ClusterStatus, VipSeen} from '../../state/cluster-status.ts';
import {plainLines} from '../../state/plain-text.ts';
import {texts} from '../../texts/texts.ts';
import {cells, padCells} from '../cells.ts';
import {secondsBetween} from '../elapsed.ts';
import {addonSummary, downLines} from './addon-lines.ts';
import {certificateSummary} from './certificate-lines.ts';
import {etcdSummary} from './etcd-lines.ts';
import {bad, type ColoredLine, inColumns, plain, title} from './line.ts';
import type {Place} from './place.ts';
import {probeGrid, unwellLines} from './probe-grid.ts';

const say = texts.ui.cluster;

export function leaseLines({leases}: ClusterStatus): readonly ColoredLine[] {
	if (!leases || leases.length === 0) return [bad(say.noLease)];
	return leases.map(lease =>
		isHeld(lease)
			? plain(say.lease(lease.name, holderHost(lease), lease.age))
			: bad(say.leaseLost(lease.name, holderHost(lease), lease.age)),
	);
}

/** Hosts that did not answer this time. */
export function silentLines({hosts = []}: ClusterStatus, now: number): readonly ColoredLine[] {
	return hosts.flatMap(({host, silent, seen}) =>
		silent === undefined ? [] : [bad(`! ${say.silent(host, silent, seen === undefined ? undefined : secondsBetween(seen, now))}`)],
	);
}

function vipLine({address, holders}: VipSeen): ColoredLine {
	const [holder, ...others] = holders;
	if (holder === undefined) return bad(say.vipFree(address));
	return others.length === 0 ? plain(say.vipHeld(address, holder)) : bad(say.vipTwice(address, holders.join(', ')));
}

function pendingLine({pendingRequests}: ClusterStatus): ColoredLine {
	return plain(pendingRequests === undefined ? say.pendingUnknown : say.pendingRequests(pendingRequests));
}

function probesLine({probes}: ClusterStatus): ColoredLine {
	const well = probes.filter(({healthy}) => healthy).length;
	const text = say.probesSummary(well, probes.length, new Set(probes.map(({host}) => host)).size);
	return well === probes.length ? plain(text) : bad(text);
}

/** What a status of an older version does not know is left out. */
export function summaryLines(status: ClusterStatus, now: number): readonly ColoredLine[] {
	if (!status.seen) return [];
	const rows: ReadonlyArray<readonly [string, ColoredLine]> = [
		[say.sections.probes, probesLine(status)],
		...leaseLines(status).map((line, index) => [index === 0 ? say.leases : '', line] as const),
		...(status.vip ? [[say.vip, vipLine(status.vip)] as const] : []),
		[say.sections.etcd, etcdSummary(status)],
		[say.certificates, certificateSummary(status, now)],
		...(status.addons && status.addons.length > 0 ? [[say.addons, addonSummary(status.addons)] as const] : []),
		[say.requests, pendingLine(status)],
	];
	return inColumns(rows.map(([name, {text}]) => [name, text])).map((text, index) => ({text, color: rows[index]![1].color}));
}

const gap = 3;
const widest = (lines: readonly ColoredLine[]): number => Math.max(0, ...lines.map(({text}) => cells(text)));

function beside(left: readonly ColoredLine[], right: readonly ColoredLine[]): readonly ColoredLine[] {
	const wide = widest(left) + gap;
	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => ({
		text: padCells(left[index]?.text ?? '', wide) + (right[index]?.text ?? ''),
		color: right[index]?.color || (left[index]?.color ?? ''),
	}));
}

/** Rows of the table of probes that leave room for what stands below it. */
const mostHosts = 10;
/** From this height on there is room for the table below kubectl's words; else it is in a section of its own. */
const roomy = 28;

/** kubectl's own words, and the probes beside them where there is room, else below them. */
export function overviewLines(status: ClusterStatus, {now, columns, rows, directory, kubeconfig}: Place): readonly ColoredLine[] {
	const components = [title(say.componentStatuses), ...plainLines(status.componentStatuses.trimEnd()).map(text => plain(text.trimEnd()))];
	const grid = [title(say.probes), ...probeGrid(status, {columns, most: mostHosts})];
	const fits = widest(components) + gap + widest(grid) <= columns;
	return [
		...(fits ? beside(components, grid) : [...components, ...(rows >= roomy ? [plain(''), ...grid] : [])]),
		plain(''),
		...silentLines(status, now),
		...unwellLines(status),
		...downLines(status.addons),
		...summaryLines(status, now),
		plain(''),
		{text: say.kubeconfig(kubeconfig), color: 'green'},
		...say.commands(kubeconfig).map(command => plain(`$ ${command}`)),
		plain(say.folder(directory)),
	];
}
