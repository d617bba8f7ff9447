import {useApp, useInput, usePaste} from 'ink';
import {useMemo, useRef, useSyncExternalStore} from 'react';
import {texts} from '../texts/texts.ts';
import type {Actions, Run} from './actions.ts';
import type {ScreenName} from './components/header.tsx';
import {type Shell, ShellContext} from './components/shell.tsx';
import type {DraftStore} from './draft-store.ts';
import type {ProbeStore} from './probe-store.ts';
import {CheckScreen} from './screens/check.tsx';
import {ChoicesScreen} from './screens/choices.tsx';
import {ClusterScreen} from './screens/cluster.tsx';
import {InstallScreen} from './screens/install.tsx';
import {LiveRequests} from './screens/live-requests.tsx';
import {NetworkScreen} from './screens/network.tsx';
import {NodesScreen} from './screens/nodes.tsx';
import {PreviewScreen} from './screens/preview.tsx';
import {RequestsScreen} from './screens/requests.tsx';
import {useArtifacts} from './use-artifacts.ts';
import type {KeptPreview} from './use-preview.ts';
import {useRun} from './use-run.ts';
import {useScreen} from './use-screen.ts';

export type AppProps = {
	readonly actions: Actions;
	readonly draft: DraftStore;
	readonly probes: ProbeStore;
	readonly startAt: ScreenName;
	/** A run that goes on already, or a recorded one. */
	readonly run?: Run | undefined;
	/** `words` are for the person when the terminal is theirs again. */
	readonly onExit: (code: number, words?: string) => void;
};

/** Exactly one screen at a time; what outlives a screen is held here or in the stores. */
export function App({actions, draft, probes, startAt, run: given, onExit}: AppProps) {
	const {exit} = useApp();
	const artifacts = useArtifacts(actions);
	const answers = useSyncExternalStore(draft.subscribe, draft.getState);
	const {run, state, begin} = useRun(given);
	const kept: KeptPreview = useRef(undefined);
	const {screen, goTo} = useScreen(startAt, state, given?.recorded !== undefined);

	const name = 'spec' in answers.parsed ? answers.parsed.spec.name : (state.run?.cluster ?? '');
	const title = 'spec' in answers.parsed ? `${answers.parsed.spec.name} ${answers.parsed.spec.kubernetes}` : (state.run?.cluster ?? '');
	const goesOn = useRef(false);
	goesOn.current = state.run?.outcome === undefined && state.run !== undefined && !run?.watches && !run?.playback;
	const {file} = actions;
	const keyboard: Shell['keyboard'] = useRef(undefined);
	useInput((input, key) => keyboard.current?.(input, key));
	// Marks pastes on every screen: where nobody takes one, its letters must not press keys.
	usePaste(() => {});
	const shell = useMemo(
		(): Shell => ({
			exit: code => {
				onExit(code, goesOn.current && file !== undefined ? texts.ui.install.goesOn(file) : undefined);
				exit();
			},
			keyboard,
			title,
			artifacts,
			playback: run?.playback,
		}),
		[exit, onExit, title, artifacts, run, file],
	);
	const start = (started: Run) => {
		begin(started);
		goTo('install');
	};

	return <ShellContext.Provider value={shell}>{content()}</ShellContext.Provider>;

	function content() {
		if (run && screen === 'install') return <InstallScreen {...{state, run, goTo}} openShell={actions.openShell} />;
		if (screen === 'requests') {
			// When the run has ended nobody takes its decisions any more.
			if (actions.watchRequests && (!run || state.run?.outcome !== undefined))
				return <LiveRequests watch={actions.watchRequests} back={run || startAt !== 'requests' ? () => goTo('cluster') : undefined} />;
			if (run) return <RequestsScreen state={state} run={run} back={() => goTo('install')} />;
		}
		if (screen === 'cluster') return <ClusterScreen {...{actions, name, state, run, goTo}} />;
		if (screen === 'network') return <NetworkScreen answers={answers} draft={draft} goTo={goTo} />;
		if (screen === 'choices') return <ChoicesScreen answers={answers} draft={draft} goTo={goTo} />;
		if (screen === 'preview' && 'spec' in answers.parsed) {
			return <PreviewScreen spec={answers.parsed.spec} actions={actions} goTo={goTo} kept={kept} />;
		}
		if (screen === 'check' && 'spec' in answers.parsed) {
			return <CheckScreen spec={answers.parsed.spec} actions={actions} goTo={goTo} start={start} />;
		}
		return <NodesScreen answers={answers} draft={draft} probes={probes} goTo={goTo} readText={actions.readText} />;
	}
}
