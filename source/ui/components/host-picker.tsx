import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import type {HostPick} from '../import-pick.ts';
import {firstVisible} from '../list-cursor.ts';
import {Table, type TableRow} from './table.tsx';

const say = texts.ui.nodes;

/** What was found in a file, with a box before each host; one that cannot be taken says why. */
export function HostPicker({pick, height, width}: {readonly pick: HostPick; readonly height: number; readonly width: number}) {
	const {format, hosts, cursor, picked} = pick;
	const room = Math.max(1, height - 1);
	const from = firstVisible(cursor, hosts.length, room);
	const wide = width >= 110;
	const rows = hosts.slice(from, from + room).map(({name, address, roles, ssh, fault}, order): TableRow => {
		const index = from + order;
		const box = fault === undefined ? (picked.has(index) ? '[x]' : '[ ]') : ' - ';
		const reached = Object.entries(ssh).map(([key, value]) => `${key} ${value}`);
		const shown = [...roles.map(role => say.shortRoles[role]), ...reached].join(' ');
		return {id: String(index), cells: {box, name, address, about: fault ?? shown}, ...(fault === undefined ? {} : {dim: true})};
	});
	return (
		<Box flexDirection="column">
			<Text wrap="truncate">{say.found(say.formats[format], hosts.length, picked.size)}</Text>
			<Table
				headless
				columns={[
					{id: 'box', title: '', width: 4},
					{id: 'name', title: '', width: wide ? 30 : 16},
					{id: 'address', title: '', width: wide ? 40 : 16},
					{id: 'about', title: ''},
				]}
				rows={rows}
				selected={cursor - from}
			/>
		</Box>
	);
}
