import {Box, Text} from 'ink';
import {memo} from 'react';
import {phaseTitle} from '../../state/phase-title.ts';
import type {PhaseState} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {secondsBetween} from '../elapsed.ts';
import {gridLines, phaseNumber} from '../install/grid.ts';
import type {Area} from '../install/layout.ts';
import {gridHead} from '../install/layout.ts';
import {foldHosts} from '../install/standing.ts';

type Props = Area & {
	/** As they are ordered now. */
	readonly hosts: readonly string[];
	readonly phases: readonly PhaseState[];
	readonly host: string | undefined;
	/** Id of the column with the cursor. */
	readonly phase: string | undefined;
	/** Whether the arrows move its cursor. */
	readonly focused: boolean;
	readonly now: number;
};

const say = texts.ui.install;

/** Hosts by phases, a sign for each. The column with the cursor is told in full above it; hosts that do not fit are counted below. */
export const HostGrid = memo(function HostGrid({hosts, phases, host, phase, focused, now, width, height}: Props) {
	const {shown, rest} = foldHosts(hosts, host, phases, height - gridHead);
	const current = phases.find(({id}) => id === phase);
	const lines = gridLines({hosts: shown, all: hosts, phases, host, phase, width});
	const folded = rest.map(({standing, count}) => say.standing(standing, count)).join(', ');
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
			<Text wrap="truncate" bold={focused} inverse={focused}>
				{`${focused ? '>' : ' '} ${current ? columnTitle(current, now) : ''} `}
			</Text>
			<Text wrap="truncate">{lines.join('\n')}</Text>
			{rest.length > 0 && <Text wrap="truncate" dimColor>{`  ${say.restOfHosts(hosts.length - shown.length, folded)}`}</Text>}
		</Box>
	);
});

function columnTitle(phase: PhaseState, now: number): string {
	const {id, started, ended, hosts} = phase;
	const time = started === undefined ? '' : `  ${say.seconds(secondsBetween(started, ended ?? now))}`;
	return `${phaseNumber(id)} ${phaseTitle(phase)}${time}  ${say.hostCount(Object.keys(hosts).length)}`;
}
