import {Box, Text} from 'ink';
import {memo} from 'react';
import {phaseTitle} from '../../state/phase-title.ts';
import type {PhaseState} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {secondsBetween} from '../elapsed.ts';
import {phaseNumber} from '../install/grid.ts';
import {firstVisible} from '../list-cursor.ts';
import {statusSigns} from './status-sign.ts';

type Props = {readonly phases: readonly PhaseState[]; readonly now: number; readonly width: number; readonly height: number};

/** The phases with their time; the one that runs is always seen. */
export const PhaseList = memo(function PhaseList({phases, now, width, height}: Props) {
	const running = phases.findIndex(({status}) => status === 'running' || status === 'failed');
	const current = running < 0 ? phases.findLastIndex(({status}) => status !== 'pending') : running;
	const from = firstVisible(Math.max(0, current), phases.length, height - 1);
	return (
		<Box flexDirection="column" width={width} flexShrink={0} paddingRight={1}>
			<Text dimColor>{texts.ui.install.phases}</Text>
			{phases.slice(from, from + height - 1).map(phase => (
				<PhaseRow key={phase.id} phase={phase} now={now} />
			))}
		</Box>
	);
});

function PhaseRow({phase, now}: {readonly phase: PhaseState; readonly now: number}) {
	const {sign, color} = statusSigns[phase.status];
	const time = phase.started === undefined ? '' : texts.ui.install.seconds(secondsBetween(phase.started, phase.ended ?? now));
	return (
		<Box height={1} justifyContent="space-between">
			<Text wrap="truncate" color={color} bold={phase.status === 'running'}>{`${phaseNumber(phase.id)} ${sign} ${phaseTitle(phase)}`}</Text>
			<Box flexShrink={0} paddingLeft={1}>
				<Text dimColor>{time}</Text>
			</Box>
		</Box>
	);
}
