import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import {cells} from '../cells.ts';
import {bindingsOf} from '../keys.ts';
import type {Keys} from './frame.tsx';

/** The keys of the moment, in two lines; those that do nothing just now are dim. The last one, which leads out, is always there; what does not fit is in the help. */
export function Footer({keys, columns}: {readonly keys: Keys; readonly columns: number}) {
	const entries = [
		{id: '?', text: `? ${texts.ui.keys.help}`, reason: undefined},
		...bindingsOf(keys.context, keys.handlers).map(({id, shown, label}) => ({
			id,
			text: `${shown} ${texts.ui.keys[label]}`,
			reason: keys.disabled?.[id],
		})),
	];
	const lines = fitting(entries, columns);
	const {keys: tell, notNow} = texts.ui.reader;
	const told = entries.map(({text, reason}) => (reason === undefined ? text : notNow(text, reason)));
	return (
		<Box flexDirection="column" height={2} flexShrink={0} overflow="hidden" aria-label={tell(told)}>
			{lines.map(line => (
				<Text key={line[0]?.id} wrap="truncate">
					{line.map(({id, text, reason}, index) => (
						<Text key={id} dimColor={reason !== undefined} color={reason === undefined ? 'cyan' : ''}>
							{index === 0 ? text : `   ${text}`}
						</Text>
					))}
				</Text>
			))}
		</Box>
	);
}

const most = 2;

/** Lines of as many entries as fit; the one before the last goes first. */
function fitting<Entry extends {readonly text: string}>(entries: readonly Entry[], columns: number): readonly Entry[][] {
	const lines = flow(entries, columns);
	return lines.length <= most ? lines : fitting(entries.toSpliced(-2, 1), columns);
}

function flow<Entry extends {readonly text: string}>(entries: readonly Entry[], columns: number): readonly Entry[][] {
	const lines: Entry[][] = [[]];
	let used = 0;
	for (const entry of entries) {
		const width = cells(entry.text) + 3;
		if (used + width - 3 > columns && used > 0) {
			lines.push([]);
			used = 0;
		}
		lines.at(-1)!.push(entry);
		used += width;
	}
	return lines;
}
