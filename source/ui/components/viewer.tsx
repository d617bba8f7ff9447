import {Box, Text} from 'ink';
import {useMemo, useState} from 'react';
import {plainLines} from '../../state/plain-text.ts';
import {texts} from '../../texts/texts.ts';
import {moveCursor} from '../list-cursor.ts';
import {Frame} from './frame.tsx';
import type {ScreenName} from './header.tsx';
import {useBody} from './shell.tsx';

type Props = {readonly screen: ScreenName; readonly title: string; readonly text: string; readonly back: () => void};

/** A whole text, scrolled by keys in both directions. */
export function Viewer({screen, title, text, back}: Props) {
	const {columns, rows} = useBody();
	const lines = useMemo(() => plainLines(text), [text]);
	const [top, setTop] = useState(0);
	const [left, setLeft] = useState(0);
	const height = rows - 1;
	const tops = Math.max(1, lines.length - height + 1);
	const handlers = {
		scroll: (key: string) => setTop(now => moveCursor(now, key, tops, height)),
		shift: (key: string) => setLeft(now => Math.max(0, now + (key === 'right' ? 20 : -20))),
		back,
	};
	const first = Math.min(top, tops - 1);
	const shown = lines.slice(first, first + height);
	const position = texts.ui.position(Math.min(first + 1, lines.length), first + shown.length, lines.length);
	return (
		<Frame screen={screen} keys={{context: 'viewer', handlers}}>
			<Box justifyContent="space-between" width={columns}>
				<Text bold wrap="truncate">
					{title}
				</Text>
				<Text dimColor>{position}</Text>
			</Box>
			<Text wrap="truncate">{shown.map(line => line.slice(left, left + columns) || ' ').join('\n')}</Text>
		</Frame>
	);
}
