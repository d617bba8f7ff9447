/** Search through everything the preview shows: every row, and every text that a row opens. */
import {plainLine} from '../state/plain-text.ts';
import type {PreviewRow, Section} from './preview-rows.ts';

export type Hit = {
	readonly section: number;
	readonly row: number;
	/** From 1; 0 when the row itself has it. */
	readonly line: number;
	readonly where: string;
	readonly text: string;
};

export type Found = {readonly hits: readonly Hit[] /** There are more than were asked for. */; readonly more: boolean};
export type Search = (query: string, most: number) => Found;

type Page = {
	readonly section: number;
	readonly index: number;
	readonly row: PreviewRow;
	readonly cells: string;
	readonly text: string;
	readonly lower: string;
};

/** What names a row in the list of results: a path with its host, or its first cell. */
const whereOf = ({on, cells}: PreviewRow): string =>
	on ? [on.host, on.path].filter(part => part !== undefined).join(' ') : cells[0]!.trim();

const pagesOf = (sections: readonly Section[]): Page[] => {
	// Many hosts have the same text: it is kept once.
	const lowered = new Map<string, string>();
	const lower = (text: string): string => {
		if (!lowered.has(text)) lowered.set(text, text.toLowerCase());
		return lowered.get(text)!;
	};
	return sections.flatMap(({rows}, section) =>
		rows.map((row, index) => {
			const text = row.open?.text() ?? '';
			return {section, index, row, cells: row.cells.join(' ').toLowerCase(), text, lower: lower(text)};
		}),
	);
};

function* hitsIn({section, index, row, cells, text, lower}: Page, wanted: string): Generator<Hit> {
	const where = whereOf(row);
	if (cells.includes(wanted)) yield {section, row: index, line: 0, where, text: row.cells.map(cell => cell.trim()).join('  ')};
	for (let line = 1, start = 0, end = 0; end >= 0; line++, start = end + 1) {
		const at = lower.indexOf(wanted, start);
		if (at < 0) return;
		for (end = lower.indexOf('\n', start); end >= 0 && end < at; end = lower.indexOf('\n', start)) {
			line++;
			start = end + 1;
		}
		const shown = plainLine(text.slice(start, end < 0 ? undefined : end)).trim();
		yield {section, row: index, line, where: `${where}:${line}`, text: shown};
	}
}

/** The index is made at the first question, as most people ask none. Upper and lower case are the same. */
export const makeSearch = (sections: readonly Section[]): Search => {
	let pages: Page[] | undefined;
	return (query, most) => {
		const wanted = query.toLowerCase();
		if (wanted.trim() === '') return {hits: [], more: false};
		pages ??= pagesOf(sections);
		const hits: Hit[] = [];
		for (const page of pages)
			for (const hit of hitsIn(page, wanted)) {
				if (hits.length === most) return {hits, more: true};
				hits.push(hit);
			}
		return {hits, more: false};
	};
};
