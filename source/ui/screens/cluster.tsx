import {Box, Text} from 'ink';
import {useState} from 'react';
import {pendingRequests, type State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import type {Actions, Run} from '../actions.ts';
import {cutCells} from '../cells.ts';
import {type Section, sectionLines, sections} from '../cluster/sections.ts';
import {Frame, type Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import {useBody} from '../components/shell.tsx';
import {useLeave} from '../components/use-leave.ts';
import {secondsBetween} from '../elapsed.ts';
import {moveCursor} from '../list-cursor.ts';
import {useNow} from '../use-now.ts';
import {useRunCommand} from '../use-run-command.ts';
import {useStatus} from '../use-status.ts';

const say = texts.ui.cluster;

type Props = {
	readonly actions: Actions;
	/** Name of the cluster. */
	readonly name: string;
	readonly state: State;
	/** The install that brought one here, if any. */
	readonly run: Run | undefined;
	readonly goTo: (screen: ScreenName) => void;
};

/** The cluster as it is: what kubectl prints, as printed, beside every daemon asked on its own host; looked at again and again. */
export function ClusterScreen({actions, name, state, run, goTo}: Props) {
	const {columns, rows} = useBody();
	const now = useNow(true);
	const [section, setSection] = useState<Section>('overview');
	const [top, setTop] = useState(0);
	const [left, setLeft] = useState(0);
	const {message, send} = useRunCommand();
	const leave = useLeave(state, run, send);
	// Hosts that are being worked on are not asked beside it.
	const isQuiet = run === undefined || state.run?.outcome !== undefined;
	const {status, failed, looking, look} = useStatus(actions, isQuiet && actions.watchStatus !== undefined, state.status);
	const place = {now, columns, rows: rows - 2, directory: actions.directory, kubeconfig: actions.kubeconfig};
	const lines = status ? sectionLines(section, status, place) : [];
	const height = rows - 2;
	const tops = Math.max(1, lines.length - height + 1);
	const first = Math.min(top, tops - 1);

	const goOn = (step: number) => {
		setSection(sections[(sections.indexOf(section) + step + sections.length) % sections.length]!);
		setTop(0);
		setLeft(0);
	};
	const hasRequests = pendingRequests(state).length > 0 || state.requests.length > 0 || actions.watchRequests !== undefined;
	const keys: Keys = leave.keys ?? {
		context: 'cluster',
		handlers: {
			scroll: key => setTop(moveCursor(first, key, tops, height)),
			section: key => goOn(key === 'tab' ? 1 : -1),
			shift: key => setLeft(now => Math.max(0, now + (key === 'right' ? 20 : -20))),
			look,
			log: () => goTo('install'),
			...(run?.playback ? {} : {change: () => goTo('nodes')}),
			requests: () => goTo('requests'),
			quit: leave.ask,
		},
		disabled: {
			look: actions.watchStatus ? undefined : say.notWatched,
			log: run ? undefined : say.noRun,
			change: isQuiet ? undefined : say.runGoesOn,
			requests: hasRequests ? undefined : texts.ui.install.noRequests,
		},
	};
	// Without an answer nobody knows which nodes are ready.
	const counted = status && (status.nodes === '' ? say.titleUnknown(name) : say.title(name, status.readyNodes, status.totalNodes));
	const head = counted ?? (isQuiet && looking ? say.looking : say.none);
	const age = status?.seen && isQuiet ? say.seen(secondsBetween(status.seen, now)) : '';
	return (
		<Frame screen="cluster" keys={keys} message={leave.question ?? message ?? (failed === undefined ? undefined : say.lookFailed(failed))}>
			<Box justifyContent="space-between" width={columns}>
				<Text bold wrap="truncate">
					{head}
				</Text>
				<Text dimColor>{`${age}${looking && status ? ' …' : '  '}`}</Text>
			</Box>
			<Sections shown={section} />
			<Text wrap="truncate">
				{lines.slice(first, first + height).map(({text, color}, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
					<Text key={index} color={color}>
						{`${index === 0 ? '' : '\n'}${cutCells(text, columns, left) || ' '}`}
					</Text>
				))}
			</Text>
		</Frame>
	);
}

/** The present one in brackets. */
function Sections({shown}: {readonly shown: Section}) {
	return (
		<Text wrap="truncate">
			{sections.map(name => (
				<Text key={name} bold={name === shown} dimColor={name !== shown}>
					{name === shown ? `[${say.sections[name]}]` : ` ${say.sections[name]} `}
				</Text>
			))}
		</Text>
	);
}
