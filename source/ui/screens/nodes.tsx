import {Box, Text, usePaste} from 'ink';
import {useEffect, useReducer, useState, useSyncExternalStore} from 'react';
import {formatOf} from '../../spec/import/read-import.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import type {Actions} from '../actions.ts';
import {addHosts} from '../add-hosts.ts';
import {Frame, type Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import {HostPicker} from '../components/host-picker.tsx';
import {HostTable, stateText} from '../components/host-table.tsx';
import {NodesInput} from '../components/nodes-input.tsx';
import {Problems, rowsFor} from '../components/problems.tsx';
import {useBody, useShell} from '../components/shell.tsx';
import type {Draft, DraftStore} from '../draft-store.ts';
import {hostFields} from '../host-form.ts';
import {openPick} from '../import-pick.ts';
import {nodesKeys} from '../nodes-keys.ts';
import {type NodesMode, reduceNodesMode} from '../nodes-mode.ts';
import {type ProbeStore, probeKey} from '../probe-store.ts';
import {topologyLines} from '../topology-lines.ts';

const say = texts.ui.nodes;
const first: NodesMode = {kind: 'table', index: 0};

type Props = {
	readonly answers: Draft;
	readonly draft: DraftStore;
	readonly probes: ProbeStore;
	readonly goTo: (screen: ScreenName) => void;
	readonly readText: Actions['readText'];
};

/** The machines of the cluster: typed, pasted, and looked at in the background. */
export function NodesScreen({answers: now, draft, probes, goTo, readText}: Props) {
	const body = useBody();
	const {exit} = useShell();
	const [mode, act] = useReducer(reduceNodesMode, first);
	const [message, setMessage] = useState<string>();
	const results = useSyncExternalStore(probes.subscribe, probes.getState);
	const {hosts} = now.answers;
	const spec = 'spec' in now.parsed ? now.parsed.spec : undefined;
	const index = Math.max(0, Math.min(mode.index, hosts.length - 1));

	useEffect(() => {
		if (spec) probes.probe(spec);
	}, [spec, probes]);
	const add = (text: string) => {
		const added = addHosts(draft.getState().answers, text);
		draft.change(() => added.answers);
		setMessage(added.message);
		if (added.count > 0) act({type: 'at', index: added.answers.hosts.length - 1});
	};
	const show = (text: string) => {
		const pick = openPick(text, draft.getState().answers);
		setMessage(pick.hosts.length === 0 ? say.nothingFound(say.formats[pick.format]) : undefined);
		if (pick.hosts.length > 0) act({type: 'found', pick});
	};
	const read = (path: string) => {
		readText(path).then(show, (error: unknown) => setMessage(say.unreadableFile(error instanceof Error ? error.message : String(error))));
	};
	usePaste(text => {
		if (mode.kind === 'edit' || mode.kind === 'import') act({type: 'typed', text: text.trim(), key: ''});
		// Lines of names and addresses go straight into the table.
		else if (!now.writable || formatOf(text) === 'hosts-file') add(text);
		else show(text);
	});

	const known = spec?.hosts ?? [];
	const host = known[index];
	const probed = host && results.get(probeKey(host));
	const problems = 'problems' in now.parsed ? now.parsed.problems : [];
	const inputRows = {table: 0, pick: 0, add: 2, import: 2, edit: hostFields.length}[mode.kind];
	const problemRows = Math.min(
		problems.length === 0 ? 1 : rowsFor(problems, body.columns) + 1,
		Math.max(3, body.rows - hosts.length - 3 - inputRows),
	);
	const drawing = drawingFor(spec, mode, body.columns, body.rows - 1 - (hosts.length + 1) - problemRows - 1);
	const keys: Keys = nodesKeys({
		now,
		draft,
		probes,
		mode: {...mode, index},
		act,
		add,
		read,
		say: setMessage,
		goTo,
		quit: () => exit(0),
		page: body.rows,
		host,
		probed,
	});
	return (
		<Frame screen="nodes" keys={keys} message={now.saveError === undefined ? message : say.saveFailed(now.saveError)}>
			<Text bold>{say.title}</Text>
			<Box flexGrow={1} flexDirection="column" overflow="hidden">
				{mode.kind === 'pick' ? (
					<HostPicker pick={mode.pick} width={body.columns} height={body.rows - 1} />
				) : hosts.length === 0 ? (
					<Text>{now.writable ? say.empty : say.unreadable}</Text>
				) : (
					<HostTable
						hosts={hosts}
						known={known}
						probes={results}
						index={index}
						width={body.columns}
						height={body.rows - 1 - inputRows - problemRows - drawing.length}
					/>
				)}
			</Box>
			{drawing.length > 0 && (
				<Text wrap="truncate" aria-hidden>
					{drawing.join('\n')}
				</Text>
			)}
			<NodesInput mode={mode} rows={inputRows} />
			<Box
				height={mode.kind === 'pick' ? 0 : problemRows}
				overflow="hidden"
				flexDirection="column"
				flexShrink={0}
				aria-hidden={mode.kind === 'pick'}
			>
				{problems.length > 0 && hosts.length > 0 ? (
					<Text bold>{say.problems}</Text>
				) : (
					host && <Text wrap="truncate">{`${host.name}: ${stateText(probed)}`}</Text>
				)}
				{hosts.length > 0 && <Problems problems={problems} rows={problemRows - 1} />}
			</Box>
		</Frame>
	);
}

/** The cluster drawn, where the table leaves room for it. */
function drawingFor(spec: ClusterSpec | undefined, {kind}: NodesMode, columns: number, rows: number): readonly string[] {
	if (!spec || kind !== 'table') return [];
	const lines = topologyLines(spec, columns);
	return lines.length <= rows ? lines : [];
}
