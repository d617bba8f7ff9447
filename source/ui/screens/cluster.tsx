import {Box, Text} from 'ink';
import {useState} from 'react';
import {pendingRequests} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {clusterLines} from '../cluster-lines.ts';
import {Frame, type Keys} from '../components/frame.tsx';
import {useBody} from '../components/shell.tsx';
import {useLeave} from '../components/use-leave.ts';
import {moveCursor} from '../list-cursor.ts';
import {useRunCommand} from '../use-run-command.ts';
import type {RunProps} from './run-props.ts';

const say = texts.ui.cluster;

type Props = RunProps & {readonly directory: string; readonly kubeconfig: string};

/** The cluster at the end: what kubectl prints, as printed; the probes; where the kubeconfig is; what to do next. */
export function ClusterScreen({state, run, goTo, directory, kubeconfig}: Props) {
	const {columns, rows} = useBody();
	const [top, setTop] = useState(0);
	const [left, setLeft] = useState(0);
	const {message, send} = useRunCommand();
	const leave = useLeave(state, run, send);
	const lines = clusterLines(state.status, {directory, kubeconfig});
	const height = rows - 2;
	const tops = Math.max(1, lines.length - height + 1);
	const first = Math.min(top, tops - 1);

	const keys: Keys = leave.keys ?? {
		context: 'cluster',
		handlers: {
			scroll: key => setTop(now => moveCursor(Math.min(now, tops - 1), key, tops, height)),
			shift: key => setLeft(now => Math.max(0, now + (key === 'right' ? 20 : -20))),
			log: () => goTo('install'),
			requests: () => goTo('requests'),
			quit: leave.ask,
		},
		disabled: {requests: pendingRequests(state).length > 0 || state.requests.length > 0 ? undefined : texts.ui.install.noRequests},
	};
	const status = state.status;
	return (
		<Frame screen="cluster" keys={keys} message={leave.question ?? message}>
			<Text bold>{status ? say.title(state.run?.cluster ?? '', status.readyNodes, status.totalNodes) : say.none}</Text>
			<Text wrap="truncate" color="green">
				{say.kubeconfig(kubeconfig)}
			</Text>
			<Box flexDirection="column">
				{lines.slice(first, first + height).map(({text, color}, index) => (
					<Text key={String(first + index)} wrap="truncate" color={color}>
						{text.slice(left, left + columns) || ' '}
					</Text>
				))}
			</Box>
		</Frame>
	);
}
