import type {Combination} from './combinations.ts';

const pairsOf = (row: Combination): string[] => {
	const values = Object.entries(row).map(([key, value]) => `${key} ${value}`);
	return values.flatMap((one, index) => values.slice(index + 1).map(other => `${one}, ${other}`));
};

/** Each time the one with the most pairs of values that were not together before: so a run that ends early has seen what goes badly together. */
export const widestFirst = (rows: readonly Combination[]): Combination[] => {
	const seen = new Set<string>();
	const left = new Map(rows.map(row => [row, pairsOf(row)]));
	const ordered: Combination[] = [];
	while (left.size > 0) {
		const unseen = ([, pairs]: readonly [Combination, string[]]) => pairs.filter(pair => !seen.has(pair)).length;
		const [row, pairs] = [...left].reduce((best, next) => (unseen(next) > unseen(best) ? next : best));
		for (const pair of pairs) seen.add(pair);
		left.delete(row);
		ordered.push(row);
	}

	return ordered;
};
