import {Box, Text} from 'ink';
import {useReducer} from 'react';
import {pendingRequests, type SeenRequest, type State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import type {Run} from '../actions.ts';
import {Field} from '../components/field.tsx';
import {Frame, type Keys} from '../components/frame.tsx';
import {RequestSummary, requestDetails} from '../components/request-details.tsx';
import {RequestTable} from '../components/request-table.tsx';
import {bannerLines, RunBanner} from '../components/run-banner.tsx';
import {useBody} from '../components/shell.tsx';
import {useLeave} from '../components/use-leave.ts';
import {Viewer} from '../components/viewer.tsx';
import type {TypedText} from '../edit-text.ts';
import {currentIndex, firstChoice, listed, reduceRequestChoice, targetNames, typedName} from '../request-choice.ts';
import {useNow} from '../use-now.ts';
import {useRunCommand} from '../use-run-command.ts';

const say = texts.ui.requests;
const summaryRows = 7;

type Props = {
	readonly state: State;
	readonly run: Run;
	/** Absent where there is no screen before this one. */
	readonly back: (() => void) | undefined;
	/** Why requests cannot be followed just now. */
	readonly trouble?: string | undefined;
};

/** The nodes' requests for certificates, to be approved or denied by the person. */
export function RequestsScreen({state, run, back, trouble}: Props) {
	const body = useBody();
	const now = useNow(true);
	const [choice, act] = useReducer(reduceRequestChoice, firstChoice);
	const {message, setMessage, send} = useRunCommand();
	const leave = useLeave(state, run, send);
	const requests = listed(choice, state.requests);
	const hidden = state.requests.length - requests.length;
	// What went wrong elsewhere must be seen here, too.
	const banner = bannerLines(state, body.columns).filter(({color}) => color === 'red');
	const pending = pendingRequests(state);
	const index = currentIndex(choice, requests);
	const current = requests[index];
	const bannerRows = banner.reduce((sum, {rows}) => sum + rows, 0);
	const height = Math.max(3, body.rows - summaryRows - bannerRows - 1);

	const approve = (names: readonly string[]) => send(texts.ui.keys.approve, () => run.approve(names), say.sent('approve', names.length));
	const deny = (names: readonly string[]) => send(texts.ui.keys.deny, () => run.deny(names), say.sent('deny', names.length));
	const targets = targetNames(choice, requests);
	const expected = (names: readonly string[]) => names.filter(name => requests.find(one => one.name === name)?.verdict.expected);

	const approveTargets = () => {
		const sure = expected(targets);
		if (sure.length > 0) approve(sure);
		act({type: 'ask-names', names: targets.filter(name => !sure.includes(name))});
	};
	const acceptName = () => {
		const wanted = requests.find(one => one.name === choice.asking[0]);
		if (wanted && choice.typed.text === typedName(wanted)) approve([wanted.name]);
		else setMessage(say.typedWrong);
		act({type: 'answered'});
	};
	const keys = leave.keys ?? keysOf();
	const asked = requests.find(one => one.name === choice.asking[0]);

	function keysOf(): Keys {
		if (choice.mode === 'deny') {
			const yes = () => {
				deny(choice.asking);
				act({type: 'close'});
			};
			return {context: 'confirm', handlers: {yes, no: () => act({type: 'close'})}};
		}
		if (choice.mode === 'name') {
			const onText = (text: string | undefined, key: string) => act({type: 'typed', text, key});
			return {context: 'node-name', handlers: {accept: acceptName, back: () => act({type: 'close'})}, onText};
		}
		const notPending = targets.length > 0 ? undefined : say.notPending;
		return {
			context: 'requests',
			handlers: {
				move: key => act({type: 'move', key, requests, page: height - 1}),
				select: () => act({type: 'select', requests}),
				approve: approveTargets,
				'approve-all': () => approve(expected(pending.map(({name}) => name))),
				deny: () => act({type: 'ask-deny', names: targets}),
				details: () => act({type: 'details'}),
				'pending-only': () => act({type: 'pending-only'}),
				back: back ?? leave.ask,
				quit: leave.ask,
			},
			disabled: {
				approve: notPending,
				deny: notPending,
				'approve-all': pending.some(({verdict}) => verdict.expected) ? undefined : say.noneExpected,
				select: current?.condition === 'pending' ? undefined : say.notPending,
				details: current ? undefined : say.none,
			},
		};
	}

	if (choice.mode === 'details' && current) {
		return <Viewer screen="requests" title={current.name} text={requestDetails(current)} back={() => act({type: 'close'})} />;
	}
	return (
		<Frame screen="requests" keys={keys} message={leave.question ?? question(choice.mode, choice.asking) ?? message}>
			<Text bold wrap="truncate">
				{`${say.title}: ${pending.length > 0 ? say.pending(pending.length) : say.nonePending}${choice.pendingOnly ? `  (${say.hidden(hidden)})` : ''}`}
			</Text>
			<Box height={height} flexDirection="column" overflow="hidden">
				{requests.length > 0 && (
					<RequestTable
						{...{requests, index, now}}
						height={height - (pending.length === 0 ? 2 : 0)}
						selected={choice.selected}
						width={body.columns}
					/>
				)}
				{state.requests.length === 0 && <Text>{trouble === undefined ? say.none : say.trouble(trouble)}</Text>}
				{pending.length === 0 && <Text color="cyan">{run.watches ? say.hint.watch : say.hint.run}</Text>}
			</Box>
			<RunBanner lines={banner} columns={body.columns} />
			{choice.mode === 'name' && asked ? (
				<NameQuestion request={asked} typed={choice.typed} place={say.askedOf(choice.asked - choice.asking.length + 1, choice.asked)} />
			) : (
				<RequestSummary request={current} rows={summaryRows} />
			)}
		</Frame>
	);
}

function question(mode: string, names: readonly string[]): string | undefined {
	return mode === 'deny' ? say.askDeny(names.join(', ')) : undefined;
}

type NameQuestionProps = {readonly request: SeenRequest; readonly typed: TypedText; readonly place: string};

function NameQuestion({request, typed, place}: NameQuestionProps) {
	const reasons = request.verdict.expected ? [] : request.verdict.reasons;
	return (
		<Box flexDirection="column" height={summaryRows} overflow="hidden">
			{reasons.slice(0, summaryRows - 2).map(reason => (
				<Text key={reason} color="red" wrap="truncate">
					{say.reason(reason)}
				</Text>
			))}
			<Box>
				<Text>
					{place}
					{say.typeNode(request.name, typedName(request))}
					<Field value={typed} />
				</Text>
			</Box>
		</Box>
	);
}
