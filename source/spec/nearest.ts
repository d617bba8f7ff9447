/** How many letters must be added, taken away, changed or swapped with their neighbour to get from one word to the other. */
const distance = (one: string, other: string): number => {
	const rows: number[][] = [Array.from({length: other.length + 1}, (_, index) => index)];
	for (let i = 1; i <= one.length; i++) {
		const row = [i];
		for (let j = 1; j <= other.length; j++) {
			const same = one[i - 1] === other[j - 1];
			const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
			row[j] = Math.min(
				rows[i - 1]![j]! + 1,
				row[j - 1]! + 1,
				rows[i - 1]![j - 1]! + (same ? 0 : 1),
				swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
			);
		}

		rows.push(row);
	}

	return rows.at(-1)!.at(-1)!;
};

/** The word that was probably meant; undefined when none is near. Letter case counts for nothing. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
	// A key may be of any length; beyond that of any known one, none is near.
	const longest = Math.max(0, ...known.map(candidate => candidate.length));
	if (word.length > 2 * longest) return undefined;
	const [best] = known
		.map(candidate => ({candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase())}))
		.sort((a, b) => a.distance - b.distance);
	return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : undefined;
};
