/**
 * The last lines of a host's commands and their output. Kept in blocks, so that one more line copies a block and not
 * the whole pane, although every state is a value of its own.
 */
export type LineKind = 'command' | 'stdout' | 'stderr' | 'note';
export type Line = {readonly kind: LineKind; readonly text: string};

export type Pane = {
	readonly blocks: ReadonlyArray<readonly Line[]>;
	/** Lines ever added; those at the front may be gone. */
	readonly total: number;
};

const blockSize = 128;
/** How many lines a pane keeps at least. */
export const paneCapacity = 4096;

export const emptyPane: Pane = {blocks: [], total: 0};

export function appendLine(pane: Pane, line: Line): Pane {
	const last = pane.blocks.at(-1);
	if (last && last.length < blockSize) {
		return {blocks: [...pane.blocks.slice(0, -1), [...last, line]], total: pane.total + 1};
	}
	const full = pane.blocks.length > paneCapacity / blockSize;
	return {blocks: [...(full ? pane.blocks.slice(1) : pane.blocks), [line]], total: pane.total + 1};
}

/** Number of lines still there. */
export function paneLength(pane: Pane): number {
	const last = pane.blocks.at(-1);
	return last ? (pane.blocks.length - 1) * blockSize + last.length : 0;
}

/** Index, counted over all lines ever added, of the first line still there. */
export function paneStart(pane: Pane): number {
	return pane.total - paneLength(pane);
}

/** Lines `from` (counted over all lines ever added) up to, but not including, `to`; those that are gone are left out. */
export function paneLines(pane: Pane, from: number, to: number): readonly Line[] {
	const start = paneStart(pane);
	const lines: Line[] = [];
	for (let index = Math.max(from, start); index < Math.min(to, pane.total); index++) {
		const offset = index - start;
		lines.push(pane.blocks[Math.floor(offset / blockSize)]![offset % blockSize]!);
	}
	return lines;
}

/** The last `count` lines, or as many as there are. */
export function lastLines(pane: Pane, count: number): readonly Line[] {
	return paneLines(pane, pane.total - count, pane.total);
}
