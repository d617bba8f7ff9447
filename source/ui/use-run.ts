import {useCallback, useEffect, useState, useSyncExternalStore} from 'react';
import {createStore} from '../state/store.ts';
import type {Run} from './actions.ts';

/** The run that is shown, and its state as the events make it. */
export function useRun(given: Run | undefined) {
	const [run, setRun] = useState(given);
	const [store, setStore] = useState(createStore);
	const state = useSyncExternalStore(store.subscribe, store.getState);

	useEffect(() => run?.events(store.push), [run, store]);
	useEffect(() => () => store.close(), [store]);

	const begin = useCallback((next: Run) => {
		setStore(createStore());
		setRun(next);
	}, []);
	return {run, state, begin};
}
