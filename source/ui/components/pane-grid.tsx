import {Box} from 'ink';
import {phaseTitle} from '../../state/phase-title.ts';
import type {PhaseState, State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import type {Choice} from '../install/choice.ts';
import {type Area, visiblePanes} from '../install/layout.ts';
import {HostPane} from './host-pane.tsx';

type Props = Area & {
	readonly state: State;
	readonly panes: readonly string[];
	readonly host: string | undefined;
	readonly choice: Choice;
};

/** The hosts' panes, one below the other; the chosen one alone when zoomed. */
export function PaneGrid({state, panes, host: current, choice, width, height}: Props) {
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			{visiblePanes(panes, current, choice.zoomed, height).map(({host, height: rows}) => (
				<HostPane
					key={host}
					host={host}
					pane={state.panes.get(host)}
					{...doingOf(state.phases, host)}
					progress={state.progress.find(one => (one.host ?? '') === host)}
					selected={host === current}
					focused={choice.view === 'panes'}
					zoomed={choice.zoomed}
					top={choice.tops[host]}
					filter={choice.filter}
					query={choice.query}
					hit={host === current ? choice.hit : undefined}
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
