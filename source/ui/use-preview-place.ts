import {usePaste} from 'ink';
import {useMemo, useReducer, useState} from 'react';
import type {Preview} from '../state/preview/preview.ts';
import {texts} from '../texts/texts.ts';
import type {Actions} from './actions.ts';
import type {PreviewPlace} from './preview-keys.ts';
import {firstPreviewMode, reducePreviewMode} from './preview-mode.ts';
import {previewSections} from './preview-rows.ts';
import {type Found, makeSearch} from './preview-search.ts';
import {type Look, useComparisons} from './use-comparisons.ts';

/** So many places are listed; who finds more types more. */
const most = 500;
const nothing: Found = {hits: [], more: false};

/** The message of the look that was asked for last. */
const lookedText = (host: string | undefined, look: Look | undefined): string | undefined => {
	if (host === undefined || look === undefined) return undefined;
	if ('looking' in look) return texts.ui.preview.looking(host);
	if ('failed' in look) return texts.ui.preview.lookFailed(host, look.failed);
	const {comparison} = look;
	if (comparison.failed !== undefined) return texts.diff.notLooked(host, comparison.failed);
	return texts.diff.host(host, comparison.differences.length, comparison.same);
};

/** Where a person is on the preview, and what is there. */
export function usePreviewPlace(preview: Preview, actions: Actions, page: number): PreviewPlace & {readonly looked: string | undefined} {
	const sections = useMemo(() => previewSections(preview), [preview]);
	const search = useMemo(() => makeSearch(sections), [sections]);
	const [mode, act] = useReducer(reducePreviewMode, firstPreviewMode);
	const {text: query} = mode.query;
	const found = useMemo(() => (query === '' ? nothing : search(query, most)), [search, query]);
	const {looks, lookAt} = useComparisons(actions);
	const [last, setLast] = useState<string>();
	usePaste(text => {
		if (mode.over === 'search') act({type: 'typed', text: text.split('\n')[0]!.trim(), key: ''});
	});
	const {rows} = sections[mode.section]!;
	const index = Math.min(mode.cursors[mode.section] ?? 0, Math.max(0, rows.length - 1));
	const askHost = (host: string) => {
		setLast(host);
		lookAt(host);
	};
	return {
		sections,
		mode,
		act,
		found,
		looks,
		lookAt: askHost,
		row: rows[index],
		index,
		page,
		looked: lookedText(last, last === undefined ? undefined : looks[last]),
	};
}
