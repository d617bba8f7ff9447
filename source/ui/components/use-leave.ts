import {useState} from 'react';
import type {Outcome} from '../../state/event.ts';
import type {State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import type {Run} from '../actions.ts';
import type {Keys} from './frame.tsx';
import {useShell} from './shell.tsx';

const exitCodes: Readonly<Record<Outcome, number>> = {done: 0, unchanged: 0, failed: 1, cancelled: 130};

type Send = (what: string, command: () => Promise<void>) => void;

/** Leaving during a run asks first; after its end it leaves with the exit code of how it ended. Where nothing runs, it leaves. */
export function useLeave(state: State, run: Run | undefined, send: Send) {
	const [asking, setAsking] = useState(false);
	const {exit} = useShell();
	const outcome = state.run?.outcome;
	const detach = () => exit(0);
	const ask = () => {
		if (!run || run.watches) exit(0);
		else if (outcome === undefined) setAsking(true);
		else exit(exitCodes[outcome]);
	};
	if (!run || !asking || outcome !== undefined) return {ask, detach, keys: undefined, question: undefined};
	const stop = () => {
		setAsking(false);
		send(texts.ui.keys.stop, run.stop);
	};
	const keys: Keys = {context: 'leave', handlers: {detach, stop, stay: () => setAsking(false)}};
	return {ask, detach, keys, question: texts.ui.install.askLeave};
}
