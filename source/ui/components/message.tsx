import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import type {ArtifactProgress} from '../actions.ts';
import {useShell} from './shell.tsx';

/** The line above the keys: a message if there is one, otherwise what is prepared behind the screens. */
export function Message({text, columns}: {readonly text: string | undefined; readonly columns: number}) {
	const {artifacts} = useShell();
	const failed = text === undefined && artifacts?.failed !== undefined;
	return (
		<Box height={1} width={columns} flexShrink={0}>
			<Text wrap="truncate" color={text !== undefined ? 'yellow' : failed ? 'red' : 'gray'}>
				{text ?? (artifacts ? describe(artifacts) : '')}
			</Text>
		</Box>
	);
}

function describe({title, secondsLeft, done, failed}: ArtifactProgress): string {
	if (failed !== undefined) return texts.ui.artifactsFailed(title, failed);
	// What is ready is told by the check; here it would stand for ever.
	return done ? '' : texts.ui.artifactsProgress(title, secondsLeft);
}
