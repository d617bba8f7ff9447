/** The rows of the check: hosts with their state, and what travels. Pure. */
import type {Finding} from '../plan/finding.ts';
import {type CheckState, countOf, type FindingGroup} from '../state/check-state.ts';
import {texts} from '../texts/texts.ts';
import type {TableRow} from './components/table.tsx';

const say = texts.ui.check;

type HostRow = TableRow & {readonly rank: number};

function hostRow(name: string, {hosts}: CheckState, findings: readonly Finding[]): HostRow {
	const status = hosts.get(name) ?? 'waiting';
	const failures = countOf(findings, 'failure');
	const warnings = countOf(findings, 'warning');
	const row = (rank: number, state: string, color = '') => ({id: name, cells: {name, state}, color, rank});
	if (status === 'failed') return row(0, say.notReached, 'red');
	if (failures > 0) return row(1, say.failures(failures), 'red');
	if (warnings > 0) return row(2, say.warnings(warnings), 'yellow');
	if (status === 'looking') return row(3, say.looking);
	if (status === 'waiting') return row(4, say.waiting);
	const prepared = countOf(findings, 'prepared');
	return row(5, prepared > 0 ? say.prepared(prepared) : say.good, 'green');
}

/** The hosts as far as there is room, the worst first when there is not enough; the rest is counted. */
export function hostRows(state: CheckState, room: number): readonly TableRow[] {
	const byHost = Map.groupBy(state.findings, ({host}) => host);
	const rows = [...state.hosts.keys()].map(name => hostRow(name, state, byHost.get(name) ?? []));
	if (rows.length <= room) return rows;
	const sorted = rows.toSorted((one, other) => one.rank - other.rank);
	const rest = sorted.slice(room - 1);
	const fine = rest.filter(({rank}) => rank === 5).length;
	return [...sorted.slice(0, room - 1), {id: '', cells: {name: say.others(rest.length), state: say.othersFine(fine)}, dim: true}];
}

export function artifactsRow({artifacts, transfers}: CheckState): TableRow {
	const row = (state: string, color: string) => ({id: 'artifacts', cells: {name: say.artifacts, state}, color});
	const current = transfers.findLast(({done, total}) => done < total || total === 0);
	if (artifacts === 'failed') return row(say.artifactsFailed, 'red');
	if (artifacts === 'looked') return row(say.artifactsReady, 'green');
	if (artifacts === 'waiting') return row(say.waiting, '');
	return row(current ? say.fetching(current.what, current.done, current.total) : say.unpacking, '');
}

const colors = {failure: 'red', warning: 'yellow', prepared: ''} as const;

/** `node1, node2 and 3 others`. */
export const hostsInWords = (hosts: readonly string[]): string => {
	const [first = '', second, ...rest] = hosts.map(name => name || say.everywhere);
	return second === undefined ? first : rest.length === 0 ? `${first}, ${second}` : say.andOthers(`${first}, ${second}`, rest.length);
};

export const findingRow = ({severity, id, what, hosts}: FindingGroup): TableRow => ({
	id: `${severity} ${id} ${what}`,
	cells: {severity: say.severities[severity], hosts: hostsInWords(hosts), what},
	color: colors[severity],
});
