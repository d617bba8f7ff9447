import {Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import {Frame} from './frame.tsx';

/** While a cluster's folder is read. It takes no keys: those wait for the screen that comes. */
export function Reading({directory}: {readonly directory: string}) {
	return (
		<Frame screen="start" keys={{context: 'start', handlers: {}}}>
			<Text wrap="truncate-middle">{texts.ui.reading(directory)}</Text>
		</Frame>
	);
}
