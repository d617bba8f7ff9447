import type {PhaseState, Status} from '../../state/state.ts';
import {firstVisible} from '../list-cursor.ts';

/** How a host stands in the present phase; `none` when the phase is not for it. */
export type Standing = Status | 'none';

/** The phase that is worked on, or was last. */
export function presentPhase(phases: readonly PhaseState[]): PhaseState | undefined {
	const begun = phases.findLast(({status}) => status !== 'pending');
	return begun ?? phases[0];
}

const ranks: Readonly<Record<Standing, number>> = {failed: 0, running: 1, pending: 2, cancelled: 2, done: 2, unchanged: 2, none: 2};

/** In the order of the spec where all of them are seen; otherwise those that failed first, then those that work. */
export function orderHosts(hosts: readonly string[], phases: readonly PhaseState[], room: number): readonly string[] {
	if (hosts.length <= room) return hosts;
	const present = presentPhase(phases);
	const rank = (host: string) => ranks[present?.hosts[host]?.status ?? 'none'];
	return hosts.toSorted((one, other) => rank(one) - rank(other));
}

export type Fold = {
	readonly shown: readonly string[];
	/** Of those that are not shown, how many stand how. */
	readonly rest: ReadonlyArray<{readonly standing: Standing; readonly count: number}>;
};

/** What is seen of an ordered list in so many rows, one of which counts the rest; the host with the cursor always. */
export function foldHosts(order: readonly string[], current: string | undefined, phases: readonly PhaseState[], rows: number): Fold {
	if (order.length <= rows) return {shown: order, rest: []};
	const room = Math.max(1, rows - 1);
	const index = Math.max(0, current === undefined ? 0 : order.indexOf(current));
	const from = index < room ? 0 : firstVisible(index, order.length, room);
	const counts = new Map<Standing, number>();
	const present = presentPhase(phases);
	for (const [at, host] of order.entries()) {
		if (at >= from && at < from + room) continue;
		const standing = present?.hosts[host]?.status ?? 'none';
		counts.set(standing, (counts.get(standing) ?? 0) + 1);
	}
	return {shown: order.slice(from, from + room), rest: [...counts].map(([standing, count]) => ({standing, count}))};
}
