import {useCallback, useEffect, useRef, useState} from 'react';
import type {HostComparison} from '../plan/host-comparison.ts';
import type {Actions} from './actions.ts';

/** How far the look at a host is. */
export type Look = {readonly looking: true} | {readonly failed: string} | {readonly comparison: HostComparison};
export type Looks = Readonly<Record<string, Look>>;

/** Looks at hosts behind the screen, each one when asked; what is still under way when the screen goes is ended. */
export function useComparisons(actions: Actions): {readonly looks: Looks; readonly lookAt: (host: string) => void} {
	const [looks, setLooks] = useState<Looks>({});
	const gone = useRef<AbortController>(undefined);
	useEffect(() => {
		const controller = new AbortController();
		gone.current = controller;
		return () => controller.abort();
	}, []);
	const lookAt = useCallback(
		(host: string) => {
			const signal = gone.current?.signal;
			if (!signal || signal.aborted) return;
			const set = (look: Look) => {
				if (!signal.aborted) setLooks(now => ({...now, [host]: look}));
			};
			set({looking: true});
			actions.compare(host, signal).then(
				comparison => set({comparison}),
				(error: unknown) => set({failed: error instanceof Error ? error.message : String(error)}),
			);
		},
		[actions],
	);
	return {looks, lookAt};
}
