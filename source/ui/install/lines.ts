import {type Line, type Pane, paneLength, paneLines, paneStart} from '../../state/pane.ts';

/** Which lines of a pane are shown: all, the commands, what went wrong, or those that have the text that is searched. */
export const filters = ['all', 'commands', 'errors', 'found'] as const;
export type Filter = (typeof filters)[number];

/** Lines to be shown. They are counted over all that ever were among them, also those that are gone. */
export type Lines = {
	readonly start: number;
	readonly total: number;
	slice(from: number, to: number): readonly Numbered[];
};

/** A line and its number in the pane. */
export type Numbered = {readonly line: Line; readonly number: number};

/** Numbers of the lines that match. Each line of the pane is looked at once: what was seen before is handed in again. */
export type Matches = {
	/** What was looked for, and where. */
	readonly key: string;
	/** Lines of the pane looked at so far. */
	readonly seen: number;
	/** Matches that are gone with the front of the pane. */
	readonly gone: number;
	readonly at: readonly number[];
};

export const contains = (text: string, query: string): boolean => text.toLowerCase().includes(query.toLowerCase());

const tests: Readonly<Record<Filter, (line: Line, query: string) => boolean>> = {
	all: () => true,
	commands: ({kind}) => kind === 'command',
	errors: ({kind}) => kind === 'stderr' || kind === 'note',
	found: ({text}, query) => query === '' || contains(text, query),
};

/** The lines that the filter lets through and, with `searching`, that have the text. */
export function matchLines(
	pane: Pane,
	{filter, query, searching}: {readonly filter: Filter; readonly query: string; readonly searching: boolean},
	before?: Matches,
): Matches {
	const key = `${filter} ${searching} ${query}`;
	const known = before?.key === key && before.seen <= pane.total ? before : {key, seen: 0, gone: 0, at: []};
	if (known.seen === pane.total && known.seen > 0) return known;
	const start = paneStart(pane);
	const kept = known.at.findIndex(number => number >= start);
	const gone = kept < 0 ? known.at.length : kept;
	const from = Math.max(known.seen, start);
	const fresh: number[] = [];
	for (const [index, line] of paneLines(pane, from, pane.total).entries()) {
		if (tests[filter](line, query) && (!searching || contains(line.text, query))) fresh.push(from + index);
	}
	return {key, seen: pane.total, gone: known.gone + gone, at: [...known.at.slice(gone), ...fresh]};
}

export const allLines = (pane: Pane): Lines => ({
	start: paneStart(pane),
	total: pane.total,
	slice(from, to) {
		const first = Math.max(from, pane.total - paneLength(pane));
		return paneLines(pane, first, to).map((line, index) => ({line, number: first + index}));
	},
});

export const someLines = (pane: Pane, {gone, at}: Matches): Lines => ({
	start: gone,
	total: gone + at.length,
	slice: (from, to) =>
		at
			.slice(Math.max(0, from - gone), Math.max(0, to - gone))
			.flatMap(number => paneLines(pane, number, number + 1).map(line => ({line, number}))),
});

/** What the filter leaves of a pane; `before` as in `matchLines`. */
export function filteredLines(
	pane: Pane,
	filter: Filter,
	query: string,
	before?: Matches,
): {readonly lines: Lines; readonly matches?: Matches} {
	if (filter === 'all') return {lines: allLines(pane)};
	const matches = matchLines(pane, {filter, query, searching: false}, before);
	return {lines: someLines(pane, matches), matches};
}
