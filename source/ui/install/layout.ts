import {firstVisible} from '../list-cursor.ts';
import type {Choice} from './choice.ts';

export type Area = {readonly width: number; readonly height: number};
/** What is shown of an install; absent where there is no room for it, or where it is not looked at. */
export type Layout = {
	/** Cells of the phase list. */
	readonly phases: number;
	readonly grid?: Area;
	readonly panes?: Area;
};

/** Fewest rows in which the grid stands above the panes. */
const roomForBoth = 22;
/** Rows of the grid besides those of hosts: the phase of the cursor, and the headings. */
export const gridHead = 2;
/** Fewest rows of a pane: its headline and two lines. */
const lowestPane = 3;

type Given = {
	readonly columns: number;
	/** Rows between the lines above and the banner below. */
	readonly height: number;
	readonly choice: Pick<Choice, 'view' | 'zoomed'>;
	/** Cells that the whole grid wants. */
	readonly gridWidth: number;
	readonly hosts: number;
};

/** The grid stands above the panes where both have room; elsewhere one of them is seen, with the phases beside it if they fit. */
export function layoutOf({columns, height, choice, gridWidth, hosts}: Given): Layout {
	if (choice.zoomed) return {phases: 0, panes: {width: columns, height}};
	const phases = Math.min(44, Math.floor(columns * 0.38));
	const width = columns - phases;
	if (width >= gridWidth && height >= roomForBoth) {
		const rows = Math.min(hosts + gridHead, Math.floor(height / 2));
		return {phases, grid: {width, height: rows}, panes: {width, height: height - rows}};
	}
	if (choice.view === 'panes') return {phases, panes: {width, height}};
	return width >= gridWidth ? {phases, grid: {width, height}} : {phases: 0, grid: {width: columns, height}};
}

/** How many panes have room below each other. */
export const paneRoom = (height: number): number => Math.max(1, Math.floor(height / lowestPane));

/** The panes that are seen, and the rows of each; the one with the cursor alone when it is zoomed. */
export function visiblePanes(panes: readonly string[], current: string | undefined, zoomed: boolean, height: number) {
	const index = Math.max(0, current === undefined ? 0 : panes.indexOf(current));
	if (zoomed) return panes.slice(index, index + 1).map(host => ({host, height}));
	const count = Math.min(panes.length, paneRoom(height));
	// The list stands still as long as the cursor is in it: those that failed are at its top.
	const from = index < count ? 0 : firstVisible(index, panes.length, count);
	const rows = Math.floor(height / Math.max(1, count));
	const rest = height - rows * count;
	return panes.slice(from, from + count).map((host, order) => ({host, height: rows + (order < rest ? 1 : 0)}));
}
