import type {Combination} from './combinations.ts';
import {widestFirst} from './order.ts';

/** Whether one cluster can become the other by a later apply: a version's change is an upgrade, a network's means new pods, and hosts keep their families. */
const alike = (one: Combination, other: Combination): boolean =>
	(['kubernetes', 'network', 'families'] as const).every(key => one[key] === other[key]);

/** A ring: from each to the next, and from the last to the first, the mode or the balancer changes, where all of both are there. */
const ring = (rows: readonly Combination[]): Combination[] => {
	const modes = [...new Set(rows.map(({proxy}) => proxy))].map(mode => rows.filter(({proxy}) => proxy === mode));
	return modes.flatMap((row, index) => (index % 2 === 0 ? row : row.toReversed()));
};

/**
 * What is tried on the same hosts one after another: the first of each is installed on fresh ones, the others by changing that cluster. Each begins three
 * further on its ring than the one before it, so that every mode and balancer is once a first one; those begin that bring the most together.
 */
export const walksOf = (rows: readonly Combination[]): Combination[][] => {
	const kinds = rows.filter((row, index) => rows.findIndex(other => alike(row, other)) === index);
	const walks = kinds.map((kind, index) => {
		const all = ring(rows.filter(row => alike(row, kind)));
		const start = (index * 3) % all.length;
		return [...all.slice(start), ...all.slice(0, start)];
	});
	return widestFirst(walks.map(([first]) => first!)).map(first => walks.find(walk => walk[0] === first)!);
};
