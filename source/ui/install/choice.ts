import {emptyPane, type Pane} from '../../state/pane.ts';
import {failuresOf, type State} from '../../state/state.ts';
import {editText, insertText, type TypedText, typed} from '../edit-text.ts';
import {moveCursor} from '../list-cursor.ts';
import {scrollLines} from '../pane-view.ts';
import {type Filter, filteredLines, filters, type Lines, matchLines} from './lines.ts';
import {presentPhase} from './standing.ts';

/** Where the person is in an install, and what they look for. Hosts and phases are known by name: others come and go around them. */
export type Choice = {
	/** Absent until somebody chose one: then it is the first that failed, or the first of all. */
	readonly host?: string;
	/** Column of the grid; the present phase when absent. */
	readonly phase?: string;
	/** What the arrows act upon, and what is shown where there is no room for both. */
	readonly view: 'panes' | 'grid';
	readonly zoomed: boolean;
	/** Whether the failure of this host is read. */
	readonly story: boolean;
	/** Where panes are held that do not follow. */
	readonly tops: Readonly<Record<string, number | undefined>>;
	readonly filter: Filter;
	/** What is searched; nothing when empty. */
	readonly query: string;
	/** A search that is being typed. */
	readonly typing?: TypedText | undefined;
	/** Number of the line to which the search has come, in the pane of the host. */
	readonly hit?: number | undefined;
};

export const firstChoice: Choice = {view: 'panes', zoomed: false, story: false, tops: {}, filter: 'all', query: ''};

export type Scene = {
	readonly state: State;
	/** This machine and the hosts, as they are ordered now. */
	readonly panes: readonly string[];
	/** Rows of output that the chosen pane shows. */
	readonly height: number;
	readonly gridRows: number;
};

export type ChoiceAct = {readonly scene: Scene} & (
	| {readonly type: 'key'; readonly key: string}
	| {readonly type: 'typed'; readonly text: string | undefined; readonly key: string}
	| {readonly type: 'zoom' | 'view' | 'follow' | 'filter' | 'story' | 'back' | 'search' | 'find' | 'next-hit' | 'previous-hit'}
);

/** The host with the cursor. */
export function currentHost({host}: Choice, state: State, panes: readonly string[]): string | undefined {
	if (host !== undefined && panes.includes(host)) return host;
	return failuresOf(state).find(failure => failure.host !== undefined)?.host ?? panes[0];
}

export function currentPhase({phase}: Choice, {phases}: State): string | undefined {
	return phases.some(({id}) => id === phase) ? phase : presentPhase(phases)?.id;
}

export function reduceChoice(before: Choice, act: ChoiceAct): Choice {
	const {scene} = act;
	const host = currentHost(before, scene.state, scene.panes);
	if (host === undefined) return before;
	// What a key was meant for stays chosen.
	const choice = {...before, host};
	switch (act.type) {
		case 'key':
			return move(choice, act.key, scene);
		case 'zoom':
			return {...choice, zoomed: !choice.zoomed, view: 'panes'};
		case 'view':
			return {...choice, view: choice.view === 'panes' ? 'grid' : 'panes', zoomed: false};
		case 'follow':
			return {...choice, phase: '', tops: {...choice.tops, [host]: undefined}};
		case 'filter':
			return nextFilter(choice);
		case 'story':
			return {...choice, story: true};
		case 'back':
			return back(choice);
		case 'search':
			return {...choice, typing: typed(choice.query)};
		case 'typed': {
			const typing = choice.typing ?? typed('');
			return {...choice, typing: act.text === undefined ? editText(typing, act.key) : insertText(typing, act.text)};
		}
		case 'find':
			return find({...choice, query: choice.typing?.text ?? '', typing: undefined, hit: undefined}, 'previous-hit', scene);
		case 'next-hit':
		case 'previous-hit':
			return find(choice, act.type, scene);
	}
}

type Chosen = Choice & {readonly host: string};

/** Closes what was opened last. */
function back(choice: Chosen): Choice {
	if (choice.story) return {...choice, story: false};
	if (choice.typing) return {...choice, typing: undefined};
	if (choice.query !== '' || choice.filter !== 'all') return {...choice, query: '', hit: undefined, filter: 'all', tops: {}};
	return {...choice, zoomed: false, view: 'panes'};
}

function nextFilter(choice: Chosen): Choice {
	const some = filters.filter(filter => filter !== 'found' || choice.query !== '');
	// Other lines are counted otherwise: every pane follows again.
	return {...choice, filter: some[(some.indexOf(choice.filter) + 1) % some.length]!, tops: {}};
}

const steps: Readonly<Record<string, number>> = {tab: 1, right: 1, 'shift-tab': -1, left: -1};

function move(choice: Chosen, key: string, scene: Scene): Choice {
	const {panes, state, height, gridRows} = scene;
	const step = steps[key];
	if (choice.view === 'grid' && (key === 'left' || key === 'right')) {
		const ids = state.phases.map(({id}) => id);
		const at = ids.indexOf(currentPhase(choice, state) ?? '');
		return {...choice, phase: ids[Math.min(ids.length - 1, Math.max(0, at + step!))]!};
	}
	const index = panes.indexOf(choice.host);
	const to = (next: number) => ({...choice, host: panes[next]!, hit: undefined});
	if (step !== undefined) return to((index + step + panes.length) % panes.length);
	if (choice.view === 'grid') return to(moveCursor(index, key, panes.length, gridRows));
	const {lines} = filteredLines(paneOf(choice, state), choice.filter, choice.query);
	return {...choice, tops: {...choice.tops, [choice.host]: scrollLines(lines, choice.tops[choice.host], key, height)}};
}

const paneOf = ({host}: Chosen, state: State): Pane => state.panes.get(host) ?? emptyPane;

/** Goes to the next line that has the text, in a ring. From the end that is seen, when no line was found before. */
function find(choice: Chosen, way: 'next-hit' | 'previous-hit', {state, height}: Scene): Choice {
	if (choice.query === '') return {...choice, hit: undefined};
	const pane = paneOf(choice, state);
	const {filter, query} = choice;
	const {at} = matchLines(pane, {filter, query, searching: true});
	const {lines} = filteredLines(pane, filter, query);
	const bottom = choice.tops[choice.host] === undefined ? lines.total : choice.tops[choice.host]! + height;
	const last = lines.slice(bottom - 1, bottom)[0]?.number ?? pane.total;
	const from = choice.hit ?? last + (way === 'next-hit' ? 0 : 1);
	const hit = way === 'next-hit' ? (at.find(number => number > from) ?? at[0]) : (at.findLast(number => number < from) ?? at.at(-1));
	if (hit === undefined) return {...choice, hit};
	return {...choice, hit, tops: {...choice.tops, [choice.host]: topFor(hit, lines, choice.zoomed ? 0 : Math.floor(height / 3), height)}};
}

/** The top with which a line is seen, with some rows above it; undefined when the end shows it as well. */
function topFor(hit: number, lines: Lines, above: number, height: number): number | undefined {
	const shown = lines.slice(lines.start, lines.total);
	const at = lines.start + shown.findIndex(({number}) => number === hit);
	const top = Math.max(lines.start, at - above);
	return top >= lines.total - height && above > 0 ? undefined : top;
}
