import {Box, Text} from 'ink';
import {firstVisible} from '../list-cursor.ts';
import type {Section} from '../preview-rows.ts';
import {Table} from './table.tsx';

type Props = {readonly sections: readonly Section[]; readonly section: number; readonly index: number; readonly height: number};

/** The sections' names with the present one in brackets, and the rows of that one. */
export function SectionRows({sections, section, index, height}: Props) {
	const {rows, widths} = sections[section]!;
	const from = firstVisible(index, rows.length, height - 2);
	const columns = [...widths.map((width, order) => ({id: String(order), title: '', width})), {id: String(widths.length), title: ''}];
	const shown = rows.slice(from, from + height - 2);
	return (
		<Box flexDirection="column" height={height} overflow="hidden">
			<Text bold wrap="truncate">
				{sections.map(({title}, order) => (order === section ? `[${title}]` : ` ${title} `)).join('  ')}
			</Text>
			{shown.map(({id, cells, color}, order) => (
				<Table
					key={id}
					headless
					columns={cells.length === 1 ? [{id: '0', title: ''}] : columns}
					rows={[{id, cells: Object.fromEntries(cells.entries()), ...(color === undefined ? {} : {color})}]}
					selected={from + order === index ? 0 : -1}
				/>
			))}
		</Box>
	);
}
