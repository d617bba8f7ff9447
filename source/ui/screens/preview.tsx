import {Box, Text} from 'ink';
import {useMemo} from 'react';
import type {ClusterSpec} from '../../spec/types.ts';
import type {Preview} from '../../state/preview/preview.ts';
import {texts} from '../../texts/texts.ts';
import type {Actions} from '../actions.ts';
import {Frame, type Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import {SearchResults} from '../components/search-results.tsx';
import {SectionRows} from '../components/section-rows.tsx';
import {useBody, useShell} from '../components/shell.tsx';
import {Viewer} from '../components/viewer.tsx';
import {lookLines, lookMark} from '../look-lines.ts';
import {type PreviewPlace, previewKeys, viewerKeys} from '../preview-keys.ts';
import {fileCount} from '../preview-rows.ts';
import {topologyLines} from '../topology-lines.ts';
import {type KeptPreview, usePreview} from '../use-preview.ts';
import {usePreviewPlace} from '../use-preview-place.ts';

const say = texts.ui.preview;

/** The section that is drawn, too: the first one. */
const topology = 0;

type Props = {
	readonly spec: ClusterSpec;
	readonly actions: Actions;
	readonly goTo: (screen: ScreenName) => void;
	readonly kept: KeptPreview;
};

/** Everything that will exist, before anything is touched. */
export function PreviewScreen({spec, actions, goTo, kept}: Props) {
	const {preview, error, again} = usePreview(actions, spec, kept);
	const {exit} = useShell();
	if (preview) return <Sections {...{spec, preview, actions, goTo, again}} />;
	const keys: Keys = {
		context: 'preview',
		handlers: {refresh: again, back: () => goTo('choices'), quit: () => exit(0), install: () => {}},
		disabled: {refresh: error === undefined ? say.notYet : undefined, install: say.notYet},
	};
	return (
		<Frame screen="preview" keys={keys}>
			<Text bold>{say.title}</Text>
			<Text color={error === undefined ? '' : 'red'}>{error === undefined ? say.making : say.failed(error)}</Text>
			<Text>{error === undefined ? '' : say.again}</Text>
		</Frame>
	);
}

type SectionsProps = Pick<Props, 'spec' | 'actions' | 'goTo'> & {readonly preview: Preview; readonly again: () => void};

function Sections({spec, preview, actions, goTo, again}: SectionsProps) {
	const {columns, rows} = useBody();
	const {exit} = useShell();
	const place = usePreviewPlace(preview, actions, rows);
	const {mode, act, sections, index, looks, looked} = place;
	const install = () => goTo('check');
	const mayInstall = () => (preview.unpinned.length > 0 ? act({type: 'ask'}) : install());
	const own = {install: mayInstall, refresh: again, back: () => goTo('choices'), quit: () => exit(0)};
	const keys: Keys =
		mode.over === 'ask' ? {context: 'confirm', handlers: {yes: install, no: () => act({type: 'close'})}} : previewKeys(place, own);
	if (mode.over === 'text' || mode.over === 'diff') return <Opened place={place} />;
	const {plan} = preview;
	return (
		<Frame screen="preview" keys={keys} message={mode.over === 'ask' ? say.askUnpinned(preview.unpinned.length) : looked}>
			{mode.over === 'search' ? (
				<SearchResults query={mode.query} found={place.found} index={mode.hit} columns={columns} rows={rows} />
			) : (
				<>
					<Text bold wrap="truncate">{`${say.title}: ${say.digest(plan.digest, plan.hosts.length, fileCount(plan))}`}</Text>
					<Box flexDirection="column">
						<SectionRows
							sections={sections}
							section={mode.section}
							index={index}
							height={rows - 1}
							above={mode.section === topology ? topologyLines(spec, columns) : []}
							mark={({on}) => on && lookMark(on, looks[on.host])}
						/>
					</Box>
				</>
			)}
		</Frame>
	);
}

/** The text of a row, or what a host has beside it. */
function Opened({place}: {readonly place: PreviewPlace}) {
	const {mode, row, looks, found, act} = place;
	const {on, open} = row ?? {};
	const text = useMemo(() => open?.text() ?? '', [open]);
	const look = on && looks[on.host];
	const lines = useMemo(() => (on ? lookLines(on, look, text) : []), [on, look, text]);
	const back = () => act({type: 'close'});
	const shared = {screen: 'preview', back, ...viewerKeys(place)} as const;
	if (mode.over === 'diff' && on) return <Viewer {...shared} title={say.diffTitle(on.host, on.path)} text={lines} />;
	const fromSearch = mode.below === 'search';
	const message = fromSearch ? say.hitOf(mode.hit + 1, found.hits.length, mode.query.text) : undefined;
	return (
		<Viewer
			key={`${mode.section} ${row?.id} ${mode.line}`}
			{...shared}
			title={open?.title ?? ''}
			text={text}
			mark={mode.line}
			message={message}
		/>
	);
}
