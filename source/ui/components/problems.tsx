import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import type {Problem} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import {cells} from '../cells.ts';
import {useBody} from './shell.tsx';

const textOf = ({path, reason, example}: Problem): string => texts.ui.problem(path, reason, example);

/** Lines that a text takes when whole words go to the next one, and only what is wider than a line is broken. */
const linesOf = (problem: Problem, columns: number): number => {
	let lines = 1;
	let used = 0;
	for (const word of textOf(problem).split(' ')) {
		const width = cells(word);
		if (used > 0 && used + 1 + width > columns) {
			lines++;
			used = 0;
		}
		used += (used > 0 ? 1 : 0) + width;
		const over = Math.max(0, used - 1);
		lines += Math.floor(over / columns);
		used = (over % columns) + 1;
	}
	return lines;
};

/** Rows that all problems would take. */
export const rowsFor = (problems: readonly Problem[], columns: number): number =>
	problems.reduce((sum, problem) => sum + linesOf(problem, columns), 0);

/** How many problems, from the first on, have room. */
const countFor = (problems: readonly Problem[], columns: number, rows: number): number => {
	let used = 0;
	return problems.findIndex(problem => {
		used += linesOf(problem, columns);
		return used > rows;
	});
};

/** What is wrong with the answers, as far as there is room; the rest is counted. One alone is shown as far as it goes. */
export function Problems({problems, rows}: {readonly problems: readonly Problem[]; readonly rows: number}) {
	const {columns} = useBody();
	const room = Math.max(1, rows);
	const told = useIsScreenReaderEnabled();
	const fits = told || rowsFor(problems, columns) <= room ? problems.length : Math.max(1, countFor(problems, columns, room - 1));
	const rest = problems.length - fits;
	return (
		<Box flexDirection="column" height={room} overflow="hidden" flexShrink={0}>
			{problems.slice(0, fits).map(problem => (
				<Box
					key={textOf(problem)}
					flexShrink={0}
					height={Math.min(linesOf(problem, columns), Math.max(1, room - (rest > 0 ? 1 : 0)))}
					overflow="hidden"
				>
					<Text color="red" aria-label={texts.ui.reader.problem(textOf(problem))}>
						{textOf(problem)}
					</Text>
				</Box>
			))}
			{rest > 0 && <Text dimColor>{texts.ui.moreProblems(rest)}</Text>}
		</Box>
	);
}
