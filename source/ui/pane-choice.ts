import {emptyPane} from '../state/pane.ts';
import {hostsOf, type State, thisMachine} from '../state/state.ts';
import {firstVisible} from './list-cursor.ts';
import {scrollPane} from './pane-view.ts';

/** Which pane has the cursor, whether it is shown alone, and where panes are held that do not follow. */
export type PaneChoice = {
	readonly index: number;
	readonly zoomed: boolean;
	readonly tops: Readonly<Record<string, number | undefined>>;
};

export type ChoiceKey = {readonly key: string; readonly panes: readonly string[]; readonly state: State; readonly height: number};

/** The hosts, and this machine first when something was run here for no host. */
export function panesOf(state: State): readonly string[] {
	const hosts = hostsOf(state);
	return state.panes[thisMachine] ? [thisMachine, ...hosts] : hosts;
}

/** Fewest rows of a pane: its headline and two lines. */
const lowest = 3;

/** The panes that are seen, and the rows of each. */
export function visiblePanes(panes: readonly string[], {index, zoomed}: PaneChoice, height: number) {
	const current = Math.min(index, panes.length - 1);
	if (zoomed) return panes.slice(current, current + 1).map(host => ({host, height}));
	const count = Math.max(1, Math.min(panes.length, Math.floor(height / lowest)));
	const from = firstVisible(current, panes.length, count);
	const rows = Math.floor(height / count);
	const rest = height - rows * count;
	return panes.slice(from, from + count).map((host, order) => ({host, height: rows + (order < rest ? 1 : 0)}));
}

export function reduceChoice(choice: PaneChoice, {key, panes, state, height}: ChoiceKey): PaneChoice {
	const count = Math.max(1, panes.length);
	const index = Math.min(choice.index, count - 1);
	if (key === 'zoom') return {...choice, index, zoomed: !choice.zoomed};
	if (key === 'tab' || key === 'right') return {...choice, index: (index + 1) % count};
	if (key === 'shift-tab' || key === 'left') return {...choice, index: (index + count - 1) % count};
	const host = panes[index];
	if (host === undefined) return choice;
	const seen = visiblePanes(panes, {...choice, index}, height).find(one => one.host === host);
	const top = scrollPane(state.panes[host] ?? emptyPane, choice.tops[host], key, (seen?.height ?? height) - 1);
	return {...choice, index, tops: {...choice.tops, [host]: top}};
}
