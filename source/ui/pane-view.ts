import {styleText} from 'node:util';
import type {LineKind} from '../state/pane.ts';
import {cutCells, splitCells} from './cells.ts';
import type {Lines, Numbered} from './install/lines.ts';

const styles: Readonly<Record<LineKind, Parameters<typeof styleText>[0]>> = {
	command: ['bold', 'cyan'],
	stdout: [],
	stderr: 'yellow',
	note: 'red',
};

type View = {
	/** First line that is shown; the end is followed when absent. */
	readonly top?: number | undefined;
	readonly height: number;
	readonly width: number;
	/** Long lines over several rows. */
	readonly wrap: boolean;
	/** Text that is marked wherever it stands; none when empty. */
	readonly query?: string;
	/** Number of the line to which a search has come. */
	readonly hit?: number | undefined;
};

/** Cells of the signs before lines while something is searched. */
const gutter = 2;

/**
 * What a pane shows in `height` rows of `width` cells: its end, or from line `top` on. Lines are cut before they are drawn,
 * because measuring long lines is what costs; `wrap` shows them whole instead, over several rows.
 */
export function paneRows(lines: Lines, view: View): readonly string[] {
	const {top, height} = view;
	if (height <= 0) return [];
	const shown = top === undefined ? lines.slice(lines.total - height, lines.total) : lines.slice(top, top + height);
	const rows = shown.flatMap(line => rowsOf(line, view));
	return top === undefined ? rows.slice(-height) : rows.slice(0, height);
}

function rowsOf({line: {kind, text}, number}: Numbered, {width, wrap, query = '', hit}: View): readonly string[] {
	const room = query === '' ? width : width - gutter;
	// A cell holds few characters; the rest need not be measured.
	const parts = wrap && text !== '' ? splitCells(text, room) : [cutCells(text.slice(0, 4 * room), room)];
	const paint = (piece: string) => (kind === 'stdout' || piece === '' ? piece : styleText(styles[kind], piece));
	if (query === '') return parts.map(part => paint(part) || ' ');
	const sign = number === hit ? '> ' : text.toLowerCase().includes(query.toLowerCase()) ? '* ' : '  ';
	return parts.map((part, index) => `${index === 0 ? sign : '  '}${marked(part, query, paint)}`);
}

/** The text with every place of `query` turned inside out. */
function marked(text: string, query: string, paint: (piece: string) => string): string {
	const [low, wanted] = [text.toLowerCase(), query.toLowerCase()];
	// Some letters change their length with their case: then no place is known.
	if (low.length !== text.length) return paint(text);
	let out = '';
	let from = 0;
	for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, from)) {
		out += paint(text.slice(from, at)) + styleText('inverse', text.slice(at, at + wanted.length));
		from = at + wanted.length;
	}
	return out + paint(text.slice(from));
}

/** The line at the top after a movement key; undefined while the newest line is followed. */
export function scrollLines({start, total}: Lines, top: number | undefined, key: string, height: number): number | undefined {
	const end = Math.max(start, total - height);
	const now = Math.max(start, top ?? end);
	const to: Readonly<Record<string, number>> = {
		up: now - 1,
		down: now + 1,
		pageup: now - height,
		pagedown: now + height,
		home: start,
		end,
	};
	const next = Math.max(start, to[key] ?? now);
	return next >= end ? undefined : next;
}
