import {Box, Text} from 'ink';
import {useMemo, useState} from 'react';
import type {ClusterSpec} from '../../spec/types.ts';
import {countOf, groupFindings} from '../../state/check-state.ts';
import {texts} from '../../texts/texts.ts';
import type {Actions, Run} from '../actions.ts';
import {artifactsRow, findingRow, hostRows} from '../check-rows.ts';
import {FindingDetails} from '../components/finding-details.tsx';
import {Frame, type Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import {useBody, useShell} from '../components/shell.tsx';
import {Table} from '../components/table.tsx';
import {firstVisible, moveCursor} from '../list-cursor.ts';
import {type Checking, useCheck} from '../use-check.ts';

const say = texts.ui.check;

type Props = {
	readonly spec: ClusterSpec;
	readonly actions: Actions;
	readonly goTo: (screen: ScreenName) => void;
	readonly start: (run: Run) => void;
};

/** Every host is looked at, and what travels is prepared, before anything is touched. */
export function CheckScreen({spec, actions, goTo, start}: Props) {
	const {columns, rows} = useBody();
	const {exit} = useShell();
	const [cursor, setCursor] = useState(0);
	const [message, setMessage] = useState<string>();
	const {again, ...checking} = useCheck(actions, spec);
	const {state} = checking;
	const {findings, hosts: looks} = state;
	const groups = useMemo(() => groupFindings({findings, hosts: looks}), [findings, looks]);
	const index = Math.min(cursor, Math.max(0, groups.length - 1));
	const starting = message === say.starting ? message : undefined;

	const install = () => {
		setMessage(say.starting);
		actions
			.install(spec)
			.then(start, (reason: unknown) => setMessage(say.startFailed(reason instanceof Error ? reason.message : String(reason))));
	};
	const wide = columns >= 110;
	const hostRoom = Math.max(4, Math.floor((rows - 8) / 2)) - 1;
	const hosts = [...hostRows(state, hostRoom), artifactsRow(state)];
	const detailRows = rows < 26 ? 7 : 10;
	const height = Math.max(1, rows - hosts.length - detailRows - 2);
	const from = firstVisible(index, groups.length, height);
	const keys: Keys = {
		context: 'check',
		handlers: {
			begin: install,
			move: key => setCursor(moveCursor(index, key, groups.length, height)),
			'look-again': () => {
				setMessage(undefined);
				setCursor(0);
				again();
			},
			back: () => goTo('preview'),
			quit: () => exit(0),
		},
		disabled: {
			begin: starting ?? mayNot(checking),
			'look-again': starting ?? (checking.over ? undefined : say.notYet),
			back: starting,
		},
	};
	return (
		<Frame screen="check" keys={keys} message={message}>
			<Text bold wrap="truncate">
				{say.title}
			</Text>
			<Table
				headless
				columns={[
					{id: 'name', title: '', width: wide ? 40 : 20},
					{id: 'state', title: ''},
				]}
				rows={hosts}
			/>
			<Text wrap="truncate" color={color(checking)}>
				{verdict(checking)}
			</Text>
			<Box flexDirection="column" height={height} overflow="hidden">
				<Table
					headless
					columns={[
						{id: 'severity', title: '', width: 9},
						{id: 'hosts', title: '', width: wide ? 40 : 17},
						{id: 'what', title: ''},
					]}
					rows={groups.slice(from, from + height).map(findingRow)}
					selected={index - from}
				/>
			</Box>
			<FindingDetails group={groups[index]} rows={detailRows} />
		</Frame>
	);
}

/** Why the install cannot begin. */
function mayNot({over, error, state}: Checking): string | undefined {
	if (!over) return say.notYet;
	return error !== undefined || countOf(state.findings, 'failure') > 0 ? say.mendFirst : undefined;
}

function verdict({over, error, state}: Checking): string {
	const failures = countOf(state.findings, 'failure');
	if (error !== undefined) return say.failed(error);
	const looked = [...state.hosts.values()].filter(status => status === 'looked' || status === 'failed').length;
	if (!over) return say.soFar(looked, state.hosts.size, failures);
	if (failures > 0) return say.mustMend(failures);
	const warnings = countOf(state.findings, 'warning');
	return warnings > 0 ? say.readyWarned(warnings) : say.ready;
}

const color = (checking: Checking) => (checking.over ? (mayNot(checking) === undefined ? 'green' : 'red') : '');
