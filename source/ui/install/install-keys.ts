import {type Failure, failuresOf, pendingRequests, type State, thisMachine} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import type {Run} from '../actions.ts';
import type {Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import type {Choice, ChoiceAct, Scene} from './choice.ts';

type Given = {
	readonly state: State;
	readonly run: Run;
	readonly choice: Choice;
	readonly host: string | undefined;
	/** What is wrong on the host, if anything. */
	readonly failure: Failure | undefined;
	readonly scene: Scene;
	readonly act: (act: ChoiceAct) => void;
	readonly goTo: (screen: ScreenName) => void;
	readonly send: (what: string, command: () => Promise<void>, sent?: string) => void;
	readonly leave: {readonly ask: () => void; readonly detach: () => void};
	readonly shell: (host: string) => void;
};

const say = texts.ui.install;

/** What the keys of the install do, and why some do nothing just now. */
export function installKeys({state, run, choice, host, failure, scene, act, goTo, send, leave, shell}: Given): Keys {
	if (choice.typing)
		return {
			context: 'pane-search',
			handlers: {accept: () => act({type: 'find', scene}), back: () => act({type: 'back', scene})},
			onText: (text, key) => act({type: 'typed', text, key, scene}),
		};
	const ended = state.run?.outcome !== undefined;
	const good = ended && state.run?.outcome !== 'failed' && state.run?.outcome !== 'cancelled';
	const failures = failuresOf(state);
	const all = failures.flatMap(({host}) => (host === undefined ? [] : [host]));
	const retry = (hosts: readonly string[]) => {
		const waits = state.phases.some(({status}) => status === 'running');
		send(texts.ui.keys.retry, () => run.retry(hosts.length > 0 ? hosts : undefined), say.retrying(hosts.join(', '), waits));
	};
	const noRetry = ended ? say.retryEnded : failures.length > 0 ? undefined : say.nothingFailed;
	const simple = (type: 'zoom' | 'view' | 'follow' | 'filter' | 'story' | 'back' | 'search' | 'next-hit' | 'previous-hit') => () =>
		act({type, scene});
	const opened = choice.zoomed || choice.query !== '' || choice.filter !== 'all' || choice.view === 'grid';
	const key = (name: string) => act({type: 'key', key: name, scene});
	return {
		context: 'install',
		handlers: {
			host: key,
			scroll: key,
			...(good && {cluster: () => goTo('cluster')}),
			story: simple('story'),
			zoom: simple('zoom'),
			'other-view': simple('view'),
			follow: simple('follow'),
			search: simple('search'),
			...(choice.query !== '' && {'next-hit': simple('next-hit'), 'previous-hit': simple('previous-hit')}),
			filter: simple('filter'),
			requests: () => goTo('requests'),
			retry: () => retry(failure?.host === undefined ? [] : [failure.host]),
			'retry-all': () => retry(all),
			...(!run.playback && {shell: () => host !== undefined && shell(host), 'detach-now': leave.detach}),
			quit: leave.ask,
			...(opened && {back: simple('back')}),
		},
		disabled: {
			retry: noRetry ?? (failure ? undefined : say.notFailed(host ?? '')),
			'retry-all': noRetry,
			story: failure ? undefined : say.notFailed(host === thisMachine ? say.thisMachine : (host ?? '')),
			shell: host === undefined || host === thisMachine ? say.noShellHere : undefined,
			'detach-now': ended ? say.nothingToLeave : undefined,
			requests: state.requests.length > 0 || pendingRequests(state).length > 0 ? undefined : say.noRequests,
		},
	};
}
