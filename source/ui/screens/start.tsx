import {Box, Text, useInput, useWindowSize} from 'ink';
import SelectInput from 'ink-select-input';
import {texts} from '../../texts/texts.ts';

export type Start = 'new' | 'rehearse' | 'quit';

type Props = {
	readonly directory: string;
	readonly onChoose: (chosen: Start) => void;
	readonly onInterrupt: () => void;
};

/** What a person wants to do where no cluster is yet. */
export function StartScreen({directory, onChoose, onInterrupt}: Props) {
	const {columns, rows} = useWindowSize();
	const words = texts.ui.start;
	useInput((input, key) => {
		if (key.ctrl && input === 'c') onInterrupt();
		else if (input === 'q' || key.escape) onChoose('quit');
	});
	const items: Array<{label: string; value: Start}> = [
		{label: words.new(directory), value: 'new'},
		{label: words.rehearse, value: 'rehearse'},
		{label: words.quit, value: 'quit'},
	];
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Text bold>kinstall</Text>
			<Text wrap="truncate">{words.question}</Text>
			<Box flexDirection="column" flexGrow={1} paddingTop={1}>
				<SelectInput items={items} onSelect={({value}) => onChoose(value)} />
			</Box>
			<Text dimColor wrap="truncate">
				{words.keys}
			</Text>
		</Box>
	);
}
