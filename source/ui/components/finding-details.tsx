import {Box, Text} from 'ink';
import type {FindingGroup} from '../../state/check-state.ts';
import {texts} from '../../texts/texts.ts';
import {hostsInWords} from '../check-rows.ts';

const say = texts.ui.check;

/** What the finding under the cursor is about: where, what, why it matters, and what mends it. */
export function FindingDetails({group, rows}: {readonly group: FindingGroup | undefined; readonly rows: number}) {
	if (!group) return null;
	const {hosts, what, why, mend, severity} = group;
	const where = hostsInWords(hosts);
	return (
		<Box flexDirection="column" height={rows} overflow="hidden" flexShrink={0} paddingTop={1}>
			<Text bold>{`${where}: ${what}`}</Text>
			<Text>{say.why(why)}</Text>
			<Text>{severity === 'prepared' ? say.byInstall(mend) : say.mend(mend)}</Text>
		</Box>
	);
}
