import {useEffect, useRef, useState} from 'react';
import type {State} from '../state/state.ts';
import type {ScreenName} from './components/header.tsx';

/** The present screen. When a run ends well while it is watched, and not as a record, the cluster is shown, once. */
export function useScreen(startAt: ScreenName, state: State, recorded: boolean) {
	const [screen, goTo] = useState(startAt);
	const before = useRef<string>(undefined);
	const outcome = state.run?.outcome;
	useEffect(() => {
		const ended = before.current !== outcome && (outcome === 'done' || outcome === 'unchanged');
		const rewound = before.current !== undefined && outcome === undefined;
		before.current = outcome;
		// A recording that goes back has no cluster to show yet.
		if (rewound) goTo(now => (now === 'cluster' ? 'install' : now));
		if (ended && !recorded) goTo(now => (now === 'install' || now === 'requests' ? 'cluster' : now));
	}, [outcome, recorded]);
	return {screen, goTo};
}
