import {texts} from '../texts/texts.ts';
import type {Keys} from './components/frame.tsx';
import type {Disabled, Handlers} from './keys.ts';
import {moveCursor} from './list-cursor.ts';
import type {PreviewAct, PreviewMode} from './preview-mode.ts';
import type {PreviewRow, Section} from './preview-rows.ts';
import type {Found} from './preview-search.ts';
import type {Looks} from './use-comparisons.ts';

const say = texts.ui.preview;

export type PreviewPlace = {
	readonly sections: readonly Section[];
	readonly mode: PreviewMode;
	readonly act: (act: PreviewAct) => void;
	readonly found: Found;
	readonly looks: Looks;
	readonly lookAt: (host: string) => void;
	/** The row under the cursor, and its place in its section. */
	readonly row: PreviewRow | undefined;
	readonly index: number;
	/** Rows that are seen at a time. */
	readonly page: number;
};

/** What was seen once is shown again; while it is shown, the same key looks again. */
const compare = ({row, looks, lookAt, mode, act}: PreviewPlace) => {
	if (!row?.on) return;
	const {host} = row.on;
	const look = looks[host];
	if (look === undefined || 'failed' in look || (mode.over === 'diff' && !('looking' in look))) lookAt(host);
	act({type: 'diff'});
};

const goToHit = ({sections, found, act}: PreviewPlace, hit: number) => {
	const to = found.hits[hit];
	if (to) act({type: 'go', hit, to, opens: sections[to.section]?.rows[to.row]?.open !== undefined});
};

/** The next place with a text to open, in either direction, round and round. */
const nextHit = (place: PreviewPlace, step: number) => {
	const {hits} = place.found;
	const {hit} = place.mode;
	for (let far = 1; far <= hits.length; far++) {
		const next = (hit + step * far + hits.length * far) % hits.length;
		const {section, row} = hits[next]!;
		if (place.sections[section]?.rows[row]?.open) return goToHit(place, next);
	}
};

/** The keys over the rows, or over what was found. */
export function previewKeys(place: PreviewPlace, own: Handlers): Keys {
	const {sections, mode, act, row, index, page, found} = place;
	if (mode.over === 'search') {
		return {
			context: 'search',
			handlers: {
				open: () => goToHit(place, mode.hit),
				move: key => act({type: 'at-hit', hit: moveCursor(mode.hit, key, found.hits.length, page - 3)}),
				back: () => act({type: 'close'}),
			},
			disabled: {open: found.hits.length > 0 ? undefined : say.noHit},
			onText: (text, key) => act({type: 'typed', text, key}),
		};
	}
	const count = sections.length;
	const turn = (key: string) =>
		act({type: 'section', section: (mode.section + (key === 'left' || key === 'shift-tab' ? count - 1 : 1)) % count});
	return {
		context: 'preview',
		handlers: {
			move: key => act({type: 'cursor', index: moveCursor(index, key, sections[mode.section]!.rows.length, page - 4)}),
			tab: turn,
			open: () => act({type: 'open'}),
			diff: () => compare(place),
			search: () => act({type: 'search'}),
			...own,
		},
		disabled: {
			open: row?.open ? undefined : say.noText,
			diff: row?.on ? undefined : say.noHost,
		},
	};
}

/** The keys over an opened text or diff, beside those that scroll it. */
export function viewerKeys(place: PreviewPlace): {readonly handlers: Handlers; readonly disabled: Disabled} {
	const {found, row, act} = place;
	const none = found.hits.length > 0 ? undefined : say.noHit;
	return {
		handlers: {
			diff: () => compare(place),
			search: () => act({type: 'search'}),
			'next-hit': () => nextHit(place, 1),
			'previous-hit': () => nextHit(place, -1),
		},
		disabled: {diff: row?.on ? undefined : say.noHost, 'next-hit': none, 'previous-hit': none},
	};
}
