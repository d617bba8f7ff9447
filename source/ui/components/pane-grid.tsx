import {Box} from 'ink';
import {phaseTitle} from '../../state/phase-title.ts';
import type {PhaseState, State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {type PaneChoice, panesOf, visiblePanes} from '../pane-choice.ts';
import {HostPane} from './host-pane.tsx';

type Props = {readonly state: State; readonly choice: PaneChoice; readonly width: number; readonly height: number};

/** The hosts' panes, one below the other; the chosen one alone when zoomed. */
export function PaneGrid({state, choice, width, height}: Props) {
	const panes = panesOf(state);
	const selected = panes[Math.min(choice.index, panes.length - 1)];
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			{visiblePanes(panes, choice, height).map(({host, height: rows}) => (
				<HostPane
					key={host}
					host={host}
					pane={state.panes[host]}
					{...doingOf(state.phases, host)}
					progress={state.progress.find(one => (one.host ?? '') === host)}
					selected={host === selected}
					zoomed={choice.zoomed}
					top={choice.tops[host]}
					width={width}
					height={rows}
				/>
			))}
		</Box>
	);
}

/** The last phase in which the host had something to do. */
function doingOf(phases: readonly PhaseState[], host: string) {
	const phase = phases.findLast(({hosts}) => (hosts[host]?.status ?? 'pending') !== 'pending');
	const task = phase?.hosts[host];
	if (!phase || !task) return {status: 'pending' as const, doing: ''};
	const waiting = task.waiting ?? (task.status === 'running' ? phase.waiting : undefined);
	return {status: task.status, doing: waiting === undefined ? phaseTitle(phase) : texts.ui.install.waiting(waiting)};
}
