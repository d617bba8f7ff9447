import {Box, Text, useWindowSize} from 'ink';
import {texts} from '../../texts/texts.ts';
import {Header} from './header.tsx';

/** While a cluster's folder is read. It takes no keys, and so names none: those that are pressed wait for the screen that comes. */
export function Reading({directory}: {readonly directory: string}) {
	const {columns, rows} = useWindowSize();
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Header screen="start" columns={columns} />
			<Text wrap="truncate-middle">{texts.ui.reading(directory)}</Text>
		</Box>
	);
}
