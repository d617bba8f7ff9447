import {Box, Text} from 'ink';
import {memo} from 'react';
import {emptyPane, type Pane} from '../../state/pane.ts';
import {type Progress, type Status, thisMachine} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import type {Filter} from '../install/lines.ts';
import {paneRows} from '../pane-view.ts';
import {useLines} from '../use-lines.ts';
import {statusSigns} from './status-sign.ts';

type Props = {
	readonly host: string;
	readonly pane: Pane | undefined;
	readonly status: Status;
	/** What the host does or waits for. */
	readonly doing: string;
	readonly progress: Progress | undefined;
	readonly selected: boolean;
	/** Whether the arrows move in panes. */
	readonly focused: boolean;
	readonly zoomed: boolean;
	readonly top: number | undefined;
	readonly filter: Filter;
	readonly query: string;
	readonly hit: number | undefined;
	readonly width: number;
	readonly height: number;
};

const say = texts.ui.install;

/** One host: a headline, and below it the commands as they were run, with what they printed. */
export const HostPane = memo(function HostPane(props: Props) {
	const {host, pane = emptyPane, status, selected, focused, zoomed, top, filter, query, hit, width, height} = props;
	const {sign, color} = statusSigns[status];
	const name = host === thisMachine ? say.thisMachine : host;
	const {lines, found} = useLines(pane, filter, selected ? query : '');
	const rows = paneRows(lines, {top, height: height - 1, width, wrap: zoomed, query, hit});
	const notes = [
		...(filter === 'all' ? [] : [say.filters[filter]]),
		...(found === undefined ? [] : [say.found(query, hit === undefined ? 0 : found.indexOf(hit) + 1, found.length)]),
		...(top === undefined ? [] : [say.held(Math.max(0, lines.total - top - rows.length))]),
	];
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
			<Box height={1} justifyContent="space-between">
				<Text wrap="truncate" bold={selected} inverse={selected && focused}>
					{`${selected ? '>' : ' '}${name} `}
					<Text color={color}>{sign}</Text>
					{` ${doingText(props)}`}
				</Text>
				<Box flexShrink={0}>
					<Text dimColor>{notes.length === 0 ? '' : ` ${notes.join(say.between)}`}</Text>
				</Box>
			</Box>
			{rows.length > 0 && <Text wrap="truncate">{rows.join('\n')}</Text>}
		</Box>
	);
});

function doingText({doing, progress}: Props): string {
	if (!progress) return doing;
	return `${progress.what} ${Math.floor((100 * progress.done) / Math.max(1, progress.total))} %`;
}
