import {Box, Text} from 'ink';
import {useMemo, useState} from 'react';
import type {DiffLine} from '../../state/comparison-text.ts';
import {plainLines} from '../../state/plain-text.ts';
import {texts} from '../../texts/texts.ts';
import {cutCells} from '../cells.ts';
import type {Disabled, Handlers} from '../keys.ts';
import {moveCursor} from '../list-cursor.ts';
import {Frame} from './frame.tsx';
import type {ScreenName} from './header.tsx';
import {useBody} from './shell.tsx';

type Props = {
	readonly screen: ScreenName;
	readonly title: string;
	/** A text, or the lines of a diff. */
	readonly text: string | readonly DiffLine[];
	readonly back: () => void;
	/** A line, counted from 1, that is marked and seen at first; 0 for none. */
	readonly mark?: number;
	readonly message?: string | undefined;
	readonly handlers?: Handlers;
	readonly disabled?: Disabled;
};

const colors: Readonly<Record<DiffLine['kind'], string>> = {head: '', file: '', added: 'green', removed: 'red', hunk: 'cyan', same: ''};
const plain = (text: string): readonly DiffLine[] => plainLines(text).map(line => ({text: line, kind: 'same'}));

/** A whole text, scrolled by keys in both directions. */
export function Viewer({screen, title, text, back, mark = 0, message, handlers: more, disabled}: Props) {
	const {columns, rows} = useBody();
	const lines = useMemo(() => (typeof text === 'string' ? plain(text) : text), [text]);
	const height = rows - 1;
	const [top, setTop] = useState(Math.max(0, mark - 1 - Math.floor(height / 2)));
	const [left, setLeft] = useState(0);
	const tops = Math.max(1, lines.length - height + 1);
	const first = Math.min(top, tops - 1);
	const shown = lines.slice(first, first + height);
	const handlers = {
		scroll: (key: string) => setTop(now => moveCursor(Math.min(now, tops - 1), key, tops, height)),
		shift: (key: string) => setLeft(now => Math.max(0, now + (key === 'right' ? 20 : -20))),
		back,
		...more,
	};
	const position = texts.ui.position(Math.min(first + 1, lines.length), first + shown.length, lines.length);
	// The sign stays where it is when one looks further to the right.
	const sign = (index: number) => (mark === 0 ? '' : first + index + 1 === mark ? '> ' : '  ');
	const width = mark === 0 ? columns : columns - 2;
	return (
		<Frame screen={screen} keys={{context: 'viewer', handlers, ...(disabled && {disabled})}} message={message}>
			<Box justifyContent="space-between" width={columns}>
				<Text bold wrap="truncate">
					{title}
				</Text>
				<Text dimColor>{position}</Text>
			</Box>
			<Text wrap="truncate">
				{shown.map(({text: line, kind}, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
					<Text key={index} color={colors[kind]} bold={kind === 'head' || first + index + 1 === mark}>
						{`${sign(index)}${cutCells(line, width, left) || ' '}${index === shown.length - 1 ? '' : '\n'}`}
					</Text>
				))}
			</Text>
		</Frame>
	);
}
