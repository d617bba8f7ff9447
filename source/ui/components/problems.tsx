import {Box, Text} from 'ink';
import type {Problem} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';

/** What is wrong with the answers, as far as there is room; the rest is counted. */
export function Problems({problems, rows}: {readonly problems: readonly Problem[]; readonly rows: number}) {
	const fits = problems.length <= rows ? problems.length : Math.max(0, rows - 1);
	const rest = problems.length - fits;
	return (
		<Box flexDirection="column" height={rows} overflow="hidden" flexShrink={0}>
			{problems.slice(0, fits).map(({path, reason, example}) => (
				<Text key={`${path} ${reason}`} wrap="truncate" color="red">
					{texts.ui.problem(path, reason, example)}
				</Text>
			))}
			{rest > 0 && <Text dimColor>{texts.ui.moreProblems(rest)}</Text>}
		</Box>
	);
}
