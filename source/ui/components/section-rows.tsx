import {Box, Text} from 'ink';
import {firstVisible} from '../list-cursor.ts';
import type {PreviewRow, Section} from '../preview-rows.ts';
import {Table} from './table.tsx';

type Props = {
	readonly sections: readonly Section[];
	readonly section: number;
	readonly index: number;
	readonly height: number;
	/** Lines above the rows, which do not move with them. */
	readonly above?: readonly string[];
	/** A word behind the last cell of a row. */
	readonly mark: (row: PreviewRow) => string | undefined;
};

/** The sections' names with the present one in brackets, and the rows of that one. */
export function SectionRows({sections, section, index, height, mark, above = []}: Props) {
	const {rows, widths} = sections[section]!;
	const room = height - 2 - above.length;
	const from = firstVisible(index, rows.length, room);
	const columns = [
		...widths.map((width, order) => ({id: String(order), title: '', width})),
		{id: String(widths.length), title: '', keep: 'middle' as const},
	];
	const shown = rows.slice(from, from + room);
	return (
		<Box flexDirection="column" height={height} overflow="hidden">
			<Text bold wrap="truncate">
				{sections.map(({title}, order) => (order === section ? `[${title}]` : ` ${title} `)).join('  ')}
			</Text>
			{above.length > 0 && <Text wrap="truncate">{above.join('\n')}</Text>}
			{shown.map((row, order) => (
				<Table
					key={row.id}
					headless
					columns={row.cells.length === 1 ? [{id: '0', title: ''}] : columns}
					rows={[tableRow(row, mark(row))]}
					selected={from + order === index ? 0 : -1}
				/>
			))}
		</Box>
	);
}

const tableRow = ({id, cells, color}: PreviewRow, mark: string | undefined) => {
	const marked = mark === undefined ? cells : cells.with(-1, `[${mark}] ${cells.at(-1)}`);
	return {id, cells: Object.fromEntries(marked.entries()), ...(mark === undefined ? color && {color} : {color: 'yellow'})};
};
