import {Box, Text} from 'ink';
import {useMemo, useReducer, useState} from 'react';
import type {ClusterSpec} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import type {Actions, Preview, Run} from '../actions.ts';
import {Frame, type Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import {SectionRows} from '../components/section-rows.tsx';
import {useBody, useShell} from '../components/shell.tsx';
import {Viewer} from '../components/viewer.tsx';
import {moveCursor} from '../list-cursor.ts';
import {fileCount, previewSections} from '../preview-rows.ts';
import {usePreview} from '../use-preview.ts';

const say = texts.ui.preview;

type Props = {
	readonly spec: ClusterSpec;
	readonly actions: Actions;
	readonly goTo: (screen: ScreenName) => void;
	readonly start: (run: Run) => void;
};

/** Everything that will exist, before anything is touched. */
export function PreviewScreen({spec, actions, goTo, start}: Props) {
	const {preview, error, again} = usePreview(actions, spec);
	const {exit} = useShell();
	if (preview) return <Sections {...{preview, spec, actions, goTo, start, again}} />;
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

type Mode = {readonly section: number; readonly cursors: readonly number[]; readonly open: boolean; readonly ask: boolean};

function Sections({preview, spec, actions, goTo, start, again}: Props & {readonly preview: Preview; readonly again: () => void}) {
	const body = useBody();
	const {exit} = useShell();
	const sections = useMemo(() => previewSections(preview), [preview]);
	const [mode, set] = useReducer((now: Mode, next: Partial<Mode>): Mode => ({...now, ...next}), {
		section: 0,
		cursors: [],
		open: false,
		ask: false,
	});
	const [message, setMessage] = useState<string>();
	const {section, cursors} = mode;
	const {rows} = sections[section]!;
	const index = Math.min(cursors[section] ?? 0, Math.max(0, rows.length - 1));
	const opened = rows[index]?.open;

	const install = () => {
		set({ask: false});
		setMessage(say.starting);
		actions.install(spec).then(start, (reason: unknown) => {
			setMessage(say.startFailed(reason instanceof Error ? reason.message : String(reason)));
		});
	};
	const turn = (key: string) =>
		set({section: (section + (key === 'left' || key === 'shift-tab' ? sections.length - 1 : 1)) % sections.length});
	const move = (key: string) => {
		const next = moveCursor(index, key, rows.length, body.rows - 4);
		set({cursors: sections.map((_, order) => (order === section ? next : (cursors[order] ?? 0)))});
	};
	const starting = message === say.starting;
	const keys: Keys = mode.ask
		? {context: 'confirm', handlers: {yes: install, no: () => set({ask: false})}}
		: {
				context: 'preview',
				handlers: {
					install: () => (preview.unpinned.length > 0 ? set({ask: true}) : install()),
					move,
					tab: turn,
					open: () => set({open: true}),
					refresh: again,
					back: () => goTo('choices'),
					quit: () => exit(0),
				},
				disabled: {
					open: opened ? undefined : say.noText,
					install: starting ? say.starting : undefined,
					back: starting ? say.starting : undefined,
				},
			};
	if (mode.open && opened) return <Viewer screen="preview" title={opened.title} text={opened.text} back={() => set({open: false})} />;
	const {plan} = preview;
	return (
		<Frame screen="preview" keys={keys} message={mode.ask ? say.askUnpinned(preview.unpinned.length) : message}>
			<Text bold wrap="truncate">{`${say.title}: ${say.digest(plan.digest, plan.hosts.length, fileCount(plan))}`}</Text>
			<Box flexDirection="column">
				<SectionRows sections={sections} section={section} index={index} height={body.rows - 1} />
			</Box>
		</Frame>
	);
}
