import {styleText} from 'node:util';
import {type Line, type LineKind, lastLines, type Pane, paneLines, paneStart} from '../state/pane.ts';
import {cutCells, splitCells} from './cells.ts';

const styles: Readonly<Record<LineKind, Parameters<typeof styleText>[0]>> = {
	command: ['bold', 'cyan'],
	stdout: [],
	stderr: 'yellow',
	note: 'red',
};

/**
 * What a pane shows in `height` rows of `width` cells: its end, or from line `top` on. Lines are cut before they are drawn,
 * because measuring long lines is what costs; `wrap` shows them whole instead, over several rows.
 */
export function paneRows(
	pane: Pane,
	view: {readonly top?: number | undefined; readonly height: number; readonly width: number; readonly wrap: boolean},
): readonly string[] {
	const {top, height, width, wrap} = view;
	if (height <= 0) return [];
	const lines = top === undefined ? lastLines(pane, height) : paneLines(pane, top, top + height);
	const rows = lines.flatMap(line => pieces(line, width, wrap));
	return top === undefined ? rows.slice(-height) : rows.slice(0, height);
}

function pieces({kind, text}: Line, width: number, wrap: boolean): readonly string[] {
	const paint = (piece: string) => (kind === 'stdout' || piece === '' ? piece || ' ' : styleText(styles[kind], piece));
	return wrap && text !== '' ? splitCells(text, width).map(paint) : [paint(cutCells(text, width))];
}

/** The line at the top after a movement key; undefined while the newest line is followed. Lines are counted as in `paneLines`. */
export function scrollPane(pane: Pane, top: number | undefined, key: string, height: number): number | undefined {
	const start = paneStart(pane);
	const end = Math.max(start, pane.total - height);
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
