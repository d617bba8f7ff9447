import {Box, Text, usePaste} from 'ink';
import {useMemo, useReducer} from 'react';
import {emptyPane} from '../../state/pane.ts';
import {phaseTitle} from '../../state/phase-title.ts';
import {hostsOf, thisMachine} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {Field} from '../components/field.tsx';
import {Frame} from '../components/frame.tsx';
import {HostGrid} from '../components/host-grid.tsx';
import {PaneGrid} from '../components/pane-grid.tsx';
import {PhaseList} from '../components/phase-list.tsx';
import {bannerLines, RunBanner} from '../components/run-banner.tsx';
import {useBody} from '../components/shell.tsx';
import {useLeave} from '../components/use-leave.ts';
import {Viewer} from '../components/viewer.tsx';
import {type Choice, currentHost, currentPhase, firstChoice, reduceChoice, type Scene} from '../install/choice.ts';
import {gridWidth} from '../install/grid.ts';
import {installKeys} from '../install/install-keys.ts';
import {gridHead, layoutOf, paneRoom, visiblePanes} from '../install/layout.ts';
import {nowLine} from '../install/now-line.ts';
import {orderHosts} from '../install/standing.ts';
import {failureOn, storyLines} from '../install/story.ts';
import {useHostShell} from '../use-host-shell.ts';
import {useNow} from '../use-now.ts';
import {useRunCommand} from '../use-run-command.ts';
import type {RunProps} from './run-props.ts';

const say = texts.ui.install;

type Props = RunProps & {readonly openShell: (host: string) => Promise<void>};

/** A run as it goes: phases with their time, hosts by phases, every host with its real commands, and what the person must do. */
export function InstallScreen({state, run, goTo, openShell}: Props) {
	const body = useBody();
	const now = useNow(state.run?.outcome === undefined);
	const [choice, act] = useReducer(reduceChoice, firstChoice);
	const {message, setMessage, send} = useRunCommand();
	const shell = useHostShell(openShell, setMessage);
	const leave = useLeave(state, run, send);
	const {phases} = state;

	const banner = bannerLines(state, body.columns, choice.host);
	const height = Math.max(4, body.rows - 1 - banner.reduce((sum, {rows}) => sum + rows, 0));
	const all = useMemo(() => hostsOf({phases}), [phases]);
	const isOwnSeen = state.panes.has(thisMachine);
	const layout = layoutOf({columns: body.columns, height, choice, gridWidth: gridWidth(all, phases), hosts: all.length});
	const room = paneRoom(layout.panes?.height ?? height);
	const panes = useMemo(
		() => [...(isOwnSeen ? [thisMachine] : []), ...orderHosts(all, phases, room - (isOwnSeen ? 1 : 0))],
		[all, phases, room, isOwnSeen],
	);
	const gridRows = (layout.grid?.height ?? 0) - gridHead;
	const hosts = useMemo(() => orderHosts(all, phases, gridRows), [all, phases, gridRows]);
	const host = currentHost(choice, state, panes);
	const phase = currentPhase(choice, state);
	const failure = failureOn(state, host);
	const scene = sceneOf();

	function sceneOf(): Scene {
		const seen = visiblePanes(panes, host, choice.zoomed, layout.panes?.height ?? height).find(one => one.host === host);
		return {state, panes: choice.view === 'grid' ? hosts : panes, height: (seen?.height ?? height) - 1, gridRows};
	}

	usePaste(text => {
		if (choice.typing) act({type: 'typed', text: text.replaceAll(/\s+/g, ' ').trim(), key: '', scene});
	});

	const keys = leave.keys ?? installKeys({state, run, choice, host, failure, scene, act, goTo, send, leave, shell});
	if (choice.story && failure) {
		const {retry, 'retry-all': retryAll, shell: openHost} = keys.handlers;
		return (
			<Viewer
				screen="install"
				title={say.story.title(failure.host, phaseTitle(failure.phase))}
				text={storyLines(failure, state.panes.get(host ?? thisMachine) ?? emptyPane, body.columns)}
				back={() => act({type: 'back', scene})}
				message={message}
				handlers={{...(retry && {retry}), ...(retryAll && {'retry-all': retryAll}), ...(openHost && {shell: openHost})}}
				disabled={keys.disabled ?? {}}
			/>
		);
	}
	return (
		<Frame screen="install" keys={keys} message={leave.question ?? message}>
			<TopLine choice={choice} host={host} text={state.run ? (run.recorded ?? nowLine(state, now)) : ''} />
			<Box height={height}>
				{!state.run && <Text>{say.waitingForRun}</Text>}
				{state.run && layout.phases > 0 && <PhaseList phases={phases} now={now} width={layout.phases} height={height} />}
				{state.run && (
					<Box flexDirection="column">
						{layout.grid && <HostGrid {...{hosts, phases, host, phase, now}} focused={choice.view === 'grid'} {...layout.grid} />}
						{layout.panes && <PaneGrid {...{state, panes, host, choice}} {...layout.panes} />}
					</Box>
				)}
			</Box>
			<RunBanner lines={banner} columns={body.columns} />
		</Frame>
	);
}

function TopLine({choice, host, text}: {readonly choice: Choice; readonly host: string | undefined; readonly text: string}) {
	if (!choice.typing)
		return (
			<Text wrap="truncate" bold>
				{text}
			</Text>
		);
	return (
		<Text wrap="truncate">
			{`${say.searchIn(host === thisMachine ? say.thisMachine : (host ?? ''))} `}
			<Field value={choice.typing} />
		</Text>
	);
}
