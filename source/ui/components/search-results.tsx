import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import {cells, cutCells, padCells} from '../cells.ts';
import type {TypedText} from '../edit-text.ts';
import {firstVisible} from '../list-cursor.ts';
import type {Found} from '../preview-search.ts';
import {Field} from './field.tsx';

const say = texts.ui.preview;

type Props = {readonly query: TypedText; readonly found: Found; readonly index: number; readonly columns: number; readonly rows: number};

/** What is searched for, and every place that has it: where, and the line itself. */
export function SearchResults({query, found: {hits, more}, index, columns, rows}: Props) {
	const height = rows - 2;
	const from = firstVisible(index, hits.length, height);
	const shown = hits.slice(from, from + height);
	const wide = Math.min(Math.max(0, ...shown.map(({where}) => cells(where))), Math.floor(columns / 2));
	const count = query.text.trim() === '' ? '' : hits.length === 0 ? say.noHits : say.hits(hits.length, more);
	return (
		<Box flexDirection="column" height={rows} overflow="hidden">
			<Box justifyContent="space-between" width={columns} height={1}>
				<Text wrap="truncate">
					<Text bold>{say.searchPrompt}</Text>
					<Field value={query} />
				</Text>
				<Text dimColor>{count}</Text>
			</Box>
			<Text dimColor wrap="truncate">
				{say.searchHint}
			</Text>
			{shown.map(({where, text, section, row, line}, order) => (
				<Text key={`${section} ${row} ${line}`} wrap="truncate" bold={from + order === index}>
					<Text color="cyan">{`${from + order === index ? '>' : ' '} ${clipped(where, wide)}`}</Text>
					{`  ${text}`}
				</Text>
			))}
		</Box>
	);
}

/** The end of a path says more than its beginning. */
const clipped = (text: string, width: number) =>
	cells(text) > width ? `…${cutCells(text, width - 1, cells(text) - width + 1)}` : padCells(text, width);
