/** Widths of texts on the screen. A cell is a column of the terminal: a Chinese character takes two, a combining one none. */
import stringWidth from 'string-width';

// Most lines of a flood: one character, one cell.
const plain = /^[ -~]*$/;
const graphemes = new Intl.Segmenter();

/** How many cells a text without escapes and line ends takes. */
export const cells = (text: string): number => (plain.test(text) ? text.length : stringWidth(text));

/** What of `text` stands in `width` cells from the cell `from` on. A wide character that would be cut in half becomes a space. */
export function cutCells(text: string, width: number, from = 0): string {
	const end = from + Math.max(0, width);
	if (plain.test(text)) return text.slice(from, end);
	let cut = '';
	let at = 0;
	for (const {segment} of graphemes.segment(text)) {
		if (at >= end) break;
		const next = at + stringWidth(segment);
		if (at >= from && next <= end) cut += segment;
		else if (next > from) cut += ' '.repeat(Math.min(next, end) - Math.max(at, from));
		at = next;
	}
	return cut;
}

/** The text in pieces of at most `width` cells, nothing lost; none for an empty text. */
export function splitCells(text: string, width: number): readonly string[] {
	const pieces: string[] = [];
	if (plain.test(text)) {
		for (let from = 0; from < text.length; from += width) pieces.push(text.slice(from, from + width));
		return pieces;
	}
	let room = 0;
	for (const {segment} of graphemes.segment(text)) {
		const size = stringWidth(segment);
		if (size > room || pieces.length === 0) {
			pieces.push(segment);
			room = width - size;
		} else {
			pieces[pieces.length - 1] += segment;
			room -= size;
		}
	}
	return pieces;
}

/** The text with spaces behind it, as far as it takes less than `width` cells. */
export const padCells = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - cells(text)));
