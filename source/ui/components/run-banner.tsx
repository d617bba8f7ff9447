import {Box, Text} from 'ink';
import {phaseTitle} from '../../state/phase-title.ts';
import {failuresOf, pendingRequests, type State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {cells} from '../cells.ts';
import {secondsBetween} from '../elapsed.ts';

const say = texts.ui.install;

export type BannerLine = {readonly text: string; readonly color: string; readonly rows: number};

/** What the person must know or do now: the failure of the host that is looked at, or the first one, with the next step; requests that wait; the end. Pure. */
export function bannerLines(state: State, columns: number, current?: string): readonly BannerLine[] {
	const lines: BannerLine[] = [];
	const goesOn = state.run?.outcome === undefined;
	const pending = pendingRequests(state).length;
	if (pending > 0 && goesOn) lines.push({text: say.pendingRequests(pending), color: 'yellow', rows: 1});
	const failures = failuresOf(state);
	const told = failures.find(({host}) => host === current) ?? failures[0];
	if (told) {
		const {host, phase, reason, next} = told;
		lines.push(line(say.failure(host, phaseTitle(phase), reason.replaceAll(/\s*\n\s*/g, '; ')), 'red', columns, 3));
		if (next !== undefined) lines.push(line(say.next(next), 'yellow', columns, 2));
		if (goesOn) lines.push(line(say.failureKeys(host, failures.length), 'yellow', columns, 1));
	}
	for (const {text, color} of endLines(state)) lines.push(line(text, color, columns, 3));
	return lines;
}

type Words = {readonly text: string; readonly color: string};

function endLines({run, changed, ...state}: State): readonly Words[] {
	if (!run?.outcome) return [];
	const time = say.seconds(secondsBetween(run.started, run.ended ?? run.started));
	if (run.outcome === 'cancelled') return [{text: say.stopped(time), color: 'yellow'}];
	if (run.outcome !== 'failed') return [{text: say.ended(run.outcome, time, changed.length), color: 'green'}];
	const told = failuresOf({...state, changed}).length > 0;
	return [
		...(told ? [] : [{text: say.runFailed(run.reason ?? ''), color: 'red'}]),
		...(told || run.next === undefined ? [] : [{text: say.next(run.next), color: 'yellow'}]),
		{text: say.endedFailed(time), color: 'red'},
	];
}

function line(text: string, color: string, columns: number, most: number): BannerLine {
	return {text, color, rows: Math.min(most, Math.ceil(cells(text) / Math.max(1, columns - 8)))};
}

export function RunBanner({lines, columns}: {readonly lines: readonly BannerLine[]; readonly columns: number}) {
	return (
		<Box flexDirection="column" flexShrink={0} width={columns}>
			{lines.map(({text, color, rows}) => (
				<Box key={text} height={rows} overflow="hidden">
					<Text color={color} bold>
						{text}
					</Text>
				</Box>
			))}
		</Box>
	);
}
