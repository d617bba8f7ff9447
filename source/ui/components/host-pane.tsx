import {Box, Text} from 'ink';
import {memo} from 'react';
import {emptyPane, type Pane} from '../../state/pane.ts';
import {type Progress, type Status, thisMachine} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {paneRows} from '../pane-view.ts';
import {statusSigns} from './status-sign.ts';

type Props = {
	readonly host: string;
	readonly pane: Pane | undefined;
	readonly status: Status;
	/** What the host does or waits for. */
	readonly doing: string;
	readonly progress: Progress | undefined;
	readonly selected: boolean;
	readonly zoomed: boolean;
	readonly top: number | undefined;
	readonly width: number;
	readonly height: number;
};

const say = texts.ui.install;

/** One host: a headline, and below it the commands as they were run, with what they printed. */
export const HostPane = memo(function HostPane(props: Props) {
	const {host, pane = emptyPane, status, selected, zoomed, top, width, height} = props;
	const {sign, color} = statusSigns[status];
	const name = host === thisMachine ? say.thisMachine : host;
	const rows = paneRows(pane, {top, height: height - 1, width, wrap: zoomed});
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
			<Box height={1} justifyContent="space-between">
				<Text wrap="truncate" bold={selected} inverse={selected}>
					{`${selected ? '>' : ' '}${name} `}
					<Text color={color}>{sign}</Text>
					{` ${doingText(props)}`}
				</Text>
				<Box flexShrink={0}>
					<Text dimColor>{top === undefined ? '' : ` ${say.held(pane.total - top - rows.length)}`}</Text>
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
