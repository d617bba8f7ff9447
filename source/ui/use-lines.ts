import {useRef} from 'react';
import type {Pane} from '../state/pane.ts';
import {type Filter, filteredLines, type Lines, type Matches, matchLines} from './install/lines.ts';

/** The lines of a pane that are shown, and the numbers of those that have the text; undefined when nothing is searched. A frame looks at new lines only. */
export function useLines(
	pane: Pane,
	filter: Filter,
	query: string,
): {readonly lines: Lines; readonly found: readonly number[] | undefined} {
	const shown = useRef<Matches>(undefined);
	const hits = useRef<Matches>(undefined);
	const {lines, matches} = filteredLines(pane, filter, query, shown.current);
	shown.current = matches;
	hits.current = query === '' ? undefined : matchLines(pane, {filter, query, searching: true}, hits.current);
	return {lines, found: hits.current?.at};
}
