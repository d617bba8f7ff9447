import {cells, padCells} from '../cells.ts';

export type ColoredLine = {readonly text: string; readonly color: string};

export const plain = (text: string): ColoredLine => ({text, color: ''});
export const title = (text: string): ColoredLine => ({text, color: 'cyan'});
export const bad = (text: string): ColoredLine => ({text, color: 'red'});

/** Rows of texts in columns; those in `numbers` stand at the right of theirs. */
export function inColumns(rows: ReadonlyArray<readonly string[]>, numbers: readonly number[] = [], gap = 2): readonly string[] {
	const widths = rows.reduce<number[]>((most, row) => row.map((text, index) => Math.max(most[index] ?? 0, cells(text))), []);
	const cell = (text: string, index: number) => {
		const width = widths[index] ?? 0;
		return numbers.includes(index) ? ' '.repeat(width - cells(text)) + text : padCells(text, width);
	};
	return rows.map(row => row.map(cell).join(' '.repeat(gap)).trimEnd());
}
