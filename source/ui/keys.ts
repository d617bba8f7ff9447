/** Every key of every screen, once. The footers, the `?` help and the handling of keys are made from this table. */
import type {texts} from '../texts/texts.ts';

/** Where keys are pressed: a screen, or a question or field upon it. */
export type Context =
	| 'start'
	| 'place'
	| 'nodes'
	| 'host-form'
	| 'import'
	| 'network'
	| 'choices'
	| 'preview'
	| 'check'
	| 'search'
	| 'viewer'
	| 'install'
	| 'pane-search'
	| 'requests'
	| 'node-name'
	| 'cluster'
	| 'confirm'
	| 'leave';

type Label = keyof typeof texts.ui.keys;

type Row = {
	readonly id: string;
	/** Names as in key-name.ts. */
	readonly keys: readonly string[];
	/** How the keys are shown. */
	readonly shown: string;
	readonly label: Label;
	readonly help: Label;
	readonly contexts: readonly Context[];
};

const movement = ['up', 'down', 'pageup', 'pagedown', 'home', 'end'] as const;
const screens = ['start', 'nodes', 'preview', 'check', 'install', 'requests', 'cluster'] as const;
/** Where a recording is played. */
const run = ['install', 'requests', 'cluster'] as const;

export const bindings = [
	{id: 'yes', keys: ['y'], shown: 'y', label: 'yes', help: 'yesHelp', contexts: ['confirm']},
	{id: 'no', keys: ['n', 'esc'], shown: 'n', label: 'no', help: 'noHelp', contexts: ['confirm']},
	{id: 'detach', keys: ['d'], shown: 'd', label: 'detach', help: 'detachHelp', contexts: ['leave']},
	{id: 'stop', keys: ['s'], shown: 's', label: 'stop', help: 'stopHelp', contexts: ['leave']},
	{id: 'stay', keys: ['esc', 'n'], shown: 'Esc', label: 'stay', help: 'stayHelp', contexts: ['leave']},
	{
		id: 'accept',
		keys: ['enter'],
		shown: 'Enter',
		label: 'accept',
		help: 'acceptHelp',
		contexts: ['place', 'host-form', 'node-name', 'pane-search'],
	},
	{id: 'choose', keys: ['enter'], shown: 'Enter', label: 'choose', help: 'chooseHelp', contexts: ['start']},
	{id: 'choice', keys: ['up', 'down'], shown: '↑↓', label: 'move', help: 'choiceHelp', contexts: ['start']},
	{id: 'language', keys: ['L'], shown: 'L', label: 'language', help: 'languageHelp', contexts: ['start']},
	{id: 'next', keys: ['enter'], shown: 'Enter', label: 'next', help: 'nextHelp', contexts: ['nodes', 'network', 'choices']},
	{id: 'install', keys: ['i'], shown: 'i', label: 'install', help: 'installHelp', contexts: ['preview']},
	{id: 'begin', keys: ['enter', 'i'], shown: 'Enter', label: 'install', help: 'beginHelp', contexts: ['check']},
	{id: 'take', keys: ['enter'], shown: 'Enter', label: 'take', help: 'takeHelp', contexts: ['import']},
	{id: 'pick-host', keys: ['space'], shown: 'Space', label: 'select', help: 'pickHostHelp', contexts: ['import']},
	{id: 'pick-all', keys: ['a'], shown: 'a', label: 'pickAll', help: 'pickAllHelp', contexts: ['import']},
	{
		id: 'field',
		keys: ['up', 'down', 'tab', 'shift-tab'],
		shown: '↑↓',
		label: 'field',
		help: 'fieldHelp',
		contexts: ['host-form', 'network', 'choices'],
	},
	{id: 'pick', keys: ['left', 'right', 'space'], shown: '←→', label: 'pick', help: 'pickHelp', contexts: ['choices']},
	{
		id: 'move',
		keys: movement,
		shown: '↑↓',
		label: 'move',
		help: 'moveHelp',
		contexts: ['nodes', 'import', 'preview', 'search', 'check', 'requests'],
	},
	{id: 'scroll', keys: movement, shown: '↑↓', label: 'scroll', help: 'scrollHelp', contexts: ['install', 'viewer', 'cluster']},
	{id: 'add', keys: ['a'], shown: 'a', label: 'add', help: 'addHelp', contexts: ['nodes']},
	{id: 'import', keys: ['i'], shown: 'i', label: 'import', help: 'importHelp', contexts: ['nodes']},
	{id: 'edit', keys: ['e'], shown: 'e', label: 'edit', help: 'editHelp', contexts: ['nodes']},
	{id: 'remove', keys: ['d', 'delete'], shown: 'd', label: 'remove', help: 'removeHelp', contexts: ['nodes']},
	{id: 'role', keys: ['1', '2', '3', '4'], shown: '1-4', label: 'role', help: 'roleHelp', contexts: ['nodes']},
	{id: 'probe', keys: ['p'], shown: 'p', label: 'probe', help: 'probeHelp', contexts: ['nodes']},
	{id: 'host-key', keys: ['k'], shown: 'k', label: 'hostKey', help: 'hostKeyHelp', contexts: ['nodes']},
	{id: 'undo', keys: ['u'], shown: 'u', label: 'undo', help: 'undoHelp', contexts: ['nodes']},
	{id: 'tab', keys: ['tab', 'shift-tab', 'left', 'right'], shown: 'Tab', label: 'tab', help: 'tabHelp', contexts: ['preview']},
	{id: 'open', keys: ['enter'], shown: 'Enter', label: 'open', help: 'openHelp', contexts: ['preview', 'search']},
	{id: 'diff', keys: ['d'], shown: 'd', label: 'diff', help: 'diffHelp', contexts: ['preview', 'viewer']},
	{id: 'search', keys: ['/'], shown: '/', label: 'search', help: 'searchHelp', contexts: ['preview', 'viewer', 'install']},
	{id: 'next-hit', keys: ['n'], shown: 'n', label: 'nextHit', help: 'nextHitHelp', contexts: ['viewer', 'install']},
	{id: 'previous-hit', keys: ['N'], shown: 'N', label: 'previousHit', help: 'previousHitHelp', contexts: ['viewer', 'install']},
	{id: 'filter', keys: ['F'], shown: 'F', label: 'filter', help: 'filterHelp', contexts: ['install']},
	{id: 'refresh', keys: ['g'], shown: 'g', label: 'refresh', help: 'refreshHelp', contexts: ['preview']},
	{id: 'look-again', keys: ['g'], shown: 'g', label: 'refresh', help: 'lookAgainHelp', contexts: ['check']},
	{id: 'look', keys: ['g'], shown: 'g', label: 'look', help: 'lookHelp', contexts: ['cluster']},
	{id: 'section', keys: ['tab', 'shift-tab'], shown: 'Tab', label: 'tab', help: 'tabHelp', contexts: ['cluster']},
	{id: 'requests', keys: ['c'], shown: 'c', label: 'requests', help: 'requestsHelp', contexts: ['install', 'cluster']},
	{id: 'retry', keys: ['r'], shown: 'r', label: 'retry', help: 'retryHelp', contexts: ['install', 'viewer']},
	{id: 'retry-all', keys: ['R'], shown: 'R', label: 'retryAll', help: 'retryAllHelp', contexts: ['install', 'viewer']},
	{id: 'story', keys: ['enter', 'e'], shown: 'e', label: 'story', help: 'storyHelp', contexts: ['install']},
	{id: 'shell', keys: ['s'], shown: 's', label: 'shell', help: 'shellHelp', contexts: ['install', 'viewer']},
	{id: 'host', keys: ['tab', 'shift-tab', 'left', 'right'], shown: 'Tab', label: 'host', help: 'hostHelp', contexts: ['install']},
	{id: 'cluster', keys: ['enter'], shown: 'Enter', label: 'cluster', help: 'clusterHelp', contexts: ['install']},
	{id: 'zoom', keys: ['enter', 'z'], shown: 'z', label: 'zoom', help: 'zoomHelp', contexts: ['install']},
	{id: 'other-view', keys: ['v'], shown: 'v', label: 'otherView', help: 'otherViewHelp', contexts: ['install']},
	{id: 'follow', keys: ['f'], shown: 'f', label: 'follow', help: 'followHelp', contexts: ['install']},
	{id: 'approve', keys: ['a'], shown: 'a', label: 'approve', help: 'approveHelp', contexts: ['requests']},
	{id: 'approve-all', keys: ['A'], shown: 'A', label: 'approveAll', help: 'approveAllHelp', contexts: ['requests']},
	{id: 'deny', keys: ['x'], shown: 'x', label: 'deny', help: 'denyHelp', contexts: ['requests']},
	{id: 'select', keys: ['space'], shown: 'Space', label: 'select', help: 'selectHelp', contexts: ['requests']},
	{id: 'pending-only', keys: ['p'], shown: 'p', label: 'pendingOnly', help: 'pendingOnlyHelp', contexts: ['requests']},
	{id: 'details', keys: ['enter'], shown: 'Enter', label: 'details', help: 'detailsHelp', contexts: ['requests']},
	{id: 'log', keys: ['l', 'esc'], shown: 'l', label: 'log', help: 'logHelp', contexts: ['cluster']},
	{id: 'change', keys: ['e'], shown: 'e', label: 'edit', help: 'changeHelp', contexts: ['cluster']},
	{id: 'shift', keys: ['left', 'right'], shown: '←→', label: 'shift', help: 'shiftHelp', contexts: ['viewer', 'cluster']},
	{
		id: 'back',
		keys: ['esc'],
		shown: 'Esc',
		label: 'back',
		help: 'backHelp',
		contexts: [
			'place',
			'network',
			'choices',
			'preview',
			'check',
			'search',
			'viewer',
			'requests',
			'host-form',
			'import',
			'node-name',
			'install',
			'pane-search',
		],
	},
	{id: 'pause', keys: ['space'], shown: 'Space', label: 'pause', help: 'pauseHelp', contexts: run},
	{id: 'faster', keys: ['+', '='], shown: '+', label: 'faster', help: 'fasterHelp', contexts: run},
	{id: 'slower', keys: ['-'], shown: '-', label: 'slower', help: 'slowerHelp', contexts: run},
	{id: 'next-phase', keys: ['.'], shown: '.', label: 'nextPhase', help: 'nextPhaseHelp', contexts: run},
	{id: 'previous-phase', keys: [','], shown: ',', label: 'previousPhase', help: 'previousPhaseHelp', contexts: run},
	{id: 'detach-now', keys: ['d'], shown: 'd', label: 'detach', help: 'detachHelp', contexts: ['install']},
	{id: 'quit', keys: ['q'], shown: 'q', label: 'quit', help: 'quitHelp', contexts: screens},
] as const satisfies readonly Row[];

export type BindingId = (typeof bindings)[number]['id'];
export type Binding = Row & {readonly id: BindingId};

/** What a screen does on its keys. A binding without a handler does not exist for the moment. */
export type Handlers = Partial<Record<BindingId, (key: string) => void>>;

/** Why a key that exists does nothing just now. */
export type Disabled = Partial<Record<BindingId, string | undefined>>;

export function bindingsOf(context: Context, handlers: Handlers): readonly Binding[] {
	return (bindings as readonly Binding[]).filter(({id, contexts}) => contexts.includes(context) && handlers[id] !== undefined);
}
