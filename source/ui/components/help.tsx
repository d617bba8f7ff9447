import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import type {HelpLine} from '../help-pages.ts';
import type {ScreenName} from './header.tsx';

/** Cells of the keys' column, and lines that are no key's. */
export const helpFrame = {left: 10, lines: 2};

type Props = {readonly screen: ScreenName; readonly pages: ReadonlyArray<readonly HelpLine[]>; readonly page: number};

/** One page of the help; the next key shows the next one, and behind the last it closes. */
export function Help({screen, pages, page}: Props) {
	const isLast = page >= pages.length - 1;
	return (
		<Box flexDirection="column">
			<Text bold wrap="truncate">
				{texts.ui.helpTitle(texts.ui.screens[screen])}
			</Text>
			{pages[page]?.map(({shown, text}, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
				<Box key={index} height={1}>
					<Box width={helpFrame.left} flexShrink={0} justifyContent="flex-end" paddingRight={2}>
						<Text color="cyan">{shown}</Text>
					</Box>
					<Text wrap="truncate">{text}</Text>
				</Box>
			))}
			<Text dimColor>{isLast ? texts.ui.helpClose : texts.ui.helpMore(page + 1, pages.length)}</Text>
		</Box>
	);
}
