import {Box, Text} from 'ink';
import {useReducer} from 'react';
import {failuresOf, pendingRequests} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {Frame, type Keys} from '../components/frame.tsx';
import {PaneGrid} from '../components/pane-grid.tsx';
import {PhaseList} from '../components/phase-list.tsx';
import {bannerLines, RunBanner} from '../components/run-banner.tsx';
import {useBody} from '../components/shell.tsx';
import {useLeave} from '../components/use-leave.ts';
import {type PaneChoice, panesOf, reduceChoice} from '../pane-choice.ts';
import {useNow} from '../use-now.ts';
import {useRunCommand} from '../use-run-command.ts';
import type {RunProps} from './run-props.ts';

const say = texts.ui.install;
const first: PaneChoice = {index: 0, zoomed: false, tops: {}};

/** A run as it goes: phases with their time, every host with its real commands, and what the person must do. */
export function InstallScreen({state, run, goTo}: RunProps) {
	const body = useBody();
	const now = useNow(state.run?.outcome === undefined);
	const [choice, choose] = useReducer(reduceChoice, first);
	const {message, send} = useRunCommand();
	const leave = useLeave(state, run, send);

	const banner = bannerLines(state, body.columns);
	const height = Math.max(4, body.rows - banner.reduce((sum, {rows}) => sum + rows, 0));
	const left = choice.zoomed ? 0 : Math.min(44, Math.floor(body.columns * 0.38));
	const panes = panesOf(state);
	const layout = {width: body.columns - left, height};
	const key = (name: string) => choose({key: name, panes, state, height});
	const ended = state.run?.outcome !== undefined;
	const good = ended && state.run?.outcome !== 'failed' && state.run?.outcome !== 'cancelled';

	const keys: Keys = leave.keys ?? {
		context: 'install',
		handlers: {
			host: key,
			zoom: () => key('zoom'),
			follow: () => key('end'),
			scroll: key,
			requests: () => goTo('requests'),
			retry: () => send(texts.ui.keys.retry, run.retry),
			quit: leave.ask,
			...(choice.zoomed ? {back: () => key('zoom')} : {}),
			...(good ? {cluster: () => goTo('cluster')} : {}),
		},
		disabled: {
			retry: failuresOf(state).length > 0 || state.run?.outcome === 'failed' ? undefined : say.nothingFailed,
			requests: state.requests.length > 0 || pendingRequests(state).length > 0 ? undefined : say.noRequests,
		},
	};
	return (
		<Frame screen="install" keys={keys} message={leave.question ?? message}>
			{state.run ? (
				<Box height={height}>
					{!choice.zoomed && <PhaseList phases={state.phases} now={now} width={left} height={height} />}
					<PaneGrid state={state} choice={choice} {...layout} />
				</Box>
			) : (
				<Box height={height}>
					<Text>{say.waitingForRun}</Text>
				</Box>
			)}
			<RunBanner lines={banner} columns={body.columns} />
		</Frame>
	);
}
