import {useCallback, useEffect, useState} from 'react';
import type {ClusterSpec} from '../spec/types.ts';
import {type CheckState, firstCheck, reduceCheck} from '../state/check-state.ts';
import type {Actions} from './actions.ts';

export type Checking = {
	readonly state: CheckState;
	readonly over: boolean;
	/** Why it could not be done at all. */
	readonly error?: string;
};

/** Checks when the screen opens, and again on demand; leaving the screen ends it. */
export function useCheck(actions: Actions, spec: ClusterSpec): Checking & {readonly again: () => void} {
	const begin = (): Checking => ({state: firstCheck(spec.hosts.map(({name}) => name)), over: false});
	const [checking, setChecking] = useState(begin);
	const [round, setRound] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again for the same spec
	useEffect(() => {
		const abort = new AbortController();
		const {signal} = abort;
		const set = (next: (now: Checking) => Checking) => {
			if (!signal.aborted) setChecking(next);
		};
		set(begin);
		actions
			.check(spec, event => set(now => ({...now, state: reduceCheck(now.state, event)})), signal)
			.then(
				() => set(now => ({...now, over: true})),
				(error: unknown) => set(now => ({...now, over: true, error: error instanceof Error ? error.message : String(error)})),
			);
		return () => abort.abort();
	}, [actions, spec, round]);
	const again = useCallback(() => setRound(now => now + 1), []);
	return {...checking, again};
}
