import {editText, insertText, type TypedText, typed} from './edit-text.ts';
import type {Hit} from './preview-search.ts';

/** Where a person is on the preview. */
export type PreviewMode = {
	readonly section: number;
	/** Row of the cursor, by section. */
	readonly cursors: Readonly<Record<number, number>>;
	/** What lies over the rows. */
	readonly over: 'nothing' | 'text' | 'diff' | 'search' | 'ask';
	readonly query: TypedText;
	/** Place among what was found. */
	readonly hit: number;
	/** The found line, counted from 1, that an opened text shows; 0 for none. */
	readonly line: number;
	/** Where Esc goes from an opened text. */
	readonly below: 'nothing' | 'search';
};

export const firstPreviewMode: PreviewMode = {
	section: 0,
	cursors: {},
	over: 'nothing',
	query: typed(''),
	hit: 0,
	line: 0,
	below: 'nothing',
};

export type PreviewAct =
	| {readonly type: 'section'; readonly section: number}
	| {readonly type: 'cursor'; readonly index: number}
	| {readonly type: 'open' | 'diff' | 'search' | 'ask' | 'close'}
	| {readonly type: 'typed'; readonly text: string | undefined; readonly key: string}
	| {readonly type: 'at-hit'; readonly hit: number}
	/** Goes to a place that was found: to its text, or where there is none to its row. */
	| {readonly type: 'go'; readonly hit: number; readonly to: Hit; readonly opens: boolean};

export function reducePreviewMode(mode: PreviewMode, act: PreviewAct): PreviewMode {
	switch (act.type) {
		case 'section':
			return {...mode, section: act.section};
		case 'cursor':
			return {...mode, cursors: {...mode.cursors, [mode.section]: act.index}};
		case 'open':
			return {...mode, over: 'text', line: 0, below: 'nothing'};
		case 'diff':
			return {...mode, over: 'diff', below: mode.over === 'text' ? mode.below : 'nothing'};
		case 'search':
		case 'ask':
			return {...mode, over: act.type};
		case 'close':
			return {...mode, over: mode.over === 'text' || mode.over === 'diff' ? mode.below : 'nothing', below: 'nothing'};
		case 'typed': {
			const query = act.text === undefined ? editText(mode.query, act.key) : insertText(mode.query, act.text);
			return {...mode, query, hit: query.text === mode.query.text ? mode.hit : 0};
		}
		case 'at-hit':
			return {...mode, hit: act.hit};
		case 'go': {
			const {section, row, line} = act.to;
			const there = {...mode, hit: act.hit, section, cursors: {...mode.cursors, [section]: row}};
			return act.opens ? {...there, over: 'text', line, below: 'search'} : {...there, over: 'nothing', below: 'nothing'};
		}
	}
}
