import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import {bindingsOf} from '../keys.ts';
import type {Keys} from './frame.tsx';
import type {ScreenName} from './header.tsx';

/** What every key of the moment does, and why some do nothing just now. */
export function Help({screen, keys}: {readonly screen: ScreenName; readonly keys: Keys}) {
	const {keys: say} = texts.ui;
	const rows = bindingsOf(keys.context, keys.handlers).map(({id, shown, help}) => {
		const reason = keys.disabled?.[id];
		return {id, shown, text: reason === undefined ? say[help] : `${say[help]} (${reason})`};
	});
	return (
		<Box flexDirection="column">
			<Text bold>{texts.ui.helpTitle(texts.ui.screens[screen])}</Text>
			{[...rows, {id: 'help', shown: '?', text: say.helpHelp}, {id: 'interrupt', shown: 'Ctrl-C', text: say.interruptHelp}].map(
				({id, shown, text}) => (
					<Box key={id}>
						<Box width={10} flexShrink={0} justifyContent="flex-end" paddingRight={2}>
							<Text color="cyan">{shown}</Text>
						</Box>
						<Text>{text}</Text>
					</Box>
				),
			)}
			<Text dimColor>{texts.ui.helpClose}</Text>
		</Box>
	);
}
