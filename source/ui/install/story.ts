import type {DiffLine} from '../../state/comparison-text.ts';
import {type Line, type Pane, paneLines, paneStart} from '../../state/pane.ts';
import {phaseTitle} from '../../state/phase-title.ts';
import {plainLines} from '../../state/plain-text.ts';
import {type Failure, failuresOf, type State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {splitCells} from '../cells.ts';

const say = texts.ui.install.story;

/** Most lines of output that are told. */
const most = 200;
/** How a host's function says that what follows is the journal of a unit. */
const journalMark = /^(\S+) does not get ready; its last words:$/;

/** What failed on this host, or for all of them. */
export const failureOn = (state: State, host: string | undefined): Failure | undefined => {
	const failures = failuresOf(state);
	return failures.find(failure => failure.host === host) ?? failures.find(failure => failure.host === undefined);
};

/** All that is known of a failure: why, what next, and what was run. Texts are broken to `columns`. */
export function storyLines(failure: Failure, pane: Pane, columns: number): readonly DiffLine[] {
	const {reason, next, phase} = failure;
	const {command, output} = lastCommand(pane, failure.line ?? pane.total);
	const journal = output.findIndex(({text}) => journalMark.test(text));
	const printed = journal < 0 ? output : output.slice(0, journal);
	const kept = journal < 0 ? [] : output.slice(journal + 1);
	const unit = journal < 0 ? '' : (journalMark.exec(output[journal]!.text)?.[1] ?? '');
	const section = (title: string, kind: DiffLine['kind'], lines: readonly string[]): readonly DiffLine[] =>
		lines.length === 0
			? []
			: [
					{kind: 'head', text: title},
					...lines.flatMap(line => (line === '' ? [line] : splitCells(line, columns - 2))).map(text => ({kind, text: `  ${text}`})),
					{kind: 'same', text: ''},
				];
	const texts = (lines: readonly Line[]) => lines.slice(-most).map(({text}) => text);
	return [
		...section(say.cause, 'removed', plainLines(reason === '' ? say.unknown : reason)),
		...section(say.next, 'added', next === undefined ? [] : plainLines(next)),
		...section(say.where, 'same', [say.place(failure.host, `${phase.id} ${phaseTitle(phase)}`)]),
		...section(say.command, 'hunk', texts(command)),
		...section(say.output, 'same', texts(printed)),
		...section(say.journal(unit), 'same', texts(kept)),
		...(command.length === 0 ? section(say.command, 'same', [say.noCommand]) : []),
	];
}

/** The command that failed, as far as it can be told: the last one before the failure, and what it printed. */
function lastCommand(pane: Pane, end: number): {readonly command: readonly Line[]; readonly output: readonly Line[]} {
	const lines = paneLines(pane, paneStart(pane), end);
	const begin = lines.findLastIndex(({kind, text}) => kind === 'command' && text.startsWith('$'));
	if (begin < 0) return {command: [], output: lines};
	const length = lines.slice(begin).findIndex(({kind}) => kind !== 'command');
	const behind = length < 0 ? lines.length : begin + length;
	return {command: lines.slice(begin, behind), output: lines.slice(behind)};
}
