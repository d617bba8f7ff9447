import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';

export type Column = {
	readonly id: string;
	readonly title: string;
	/** Cells; the last column takes what is left. */
	readonly width?: number;
	/** What is left of a text that is too long: its beginning, or with `middle` both ends, as paths need it. */
	readonly keep?: 'middle';
};
export type TableRow = {
	readonly id: string;
	readonly cells: Readonly<Record<string, string>>;
	readonly color?: string;
	readonly dim?: boolean;
};

type Props = {
	readonly columns: readonly Column[];
	readonly rows: readonly TableRow[];
	readonly selected?: number;
	readonly headless?: boolean;
};

/** Rows under a headline. The row with the cursor is marked by a sign and not by colour alone. */
export function Table({columns, rows, selected, headless = false}: Props) {
	const titles = Object.fromEntries(columns.map(({id, title}) => [id, title]));
	return (
		<Box flexDirection="column">
			{!headless && (
				<Box aria-hidden flexDirection="column">
					<Row columns={columns} row={{id: 'head', cells: titles, dim: true}} selected={false} />
				</Box>
			)}
			{rows.map((row, index) => (
				<Row key={row.id} columns={columns} row={row} selected={index === selected} />
			))}
		</Box>
	);
}

function Row({columns, row, selected}: {readonly columns: readonly Column[]; readonly row: TableRow; readonly selected: boolean}) {
	return (
		<Box height={1} aria-label={rowInWords(columns, row, selected)}>
			<Box width={2} flexShrink={0}>
				<Text color="cyan">{selected ? '>' : ' '}</Text>
			</Box>
			{columns.map(({id, width, keep}) => (
				<Box key={id} {...(width === undefined ? {flexGrow: 1, flexShrink: 1, flexBasis: 0} : {width, flexShrink: 0, paddingRight: 1})}>
					<Text
						wrap={keep === 'middle' ? 'truncate-middle' : 'truncate'}
						bold={selected}
						color={row.color ?? ''}
						dimColor={row.dim ?? false}
					>
						{row.cells[id] ?? ''}
					</Text>
				</Box>
			))}
		</Box>
	);
}

/** Every cell that says something, under the title of its column. */
function rowInWords(columns: readonly Column[], {cells}: TableRow, selected: boolean): string {
	const {cell, row} = texts.ui.reader;
	const said = columns.flatMap(({id, title}) => {
		const value = cells[id]?.trim() ?? '';
		if (value === '') return [];
		return title === '' ? [value] : [cell(title.trim(), value)];
	});
	return row(said, selected);
}
