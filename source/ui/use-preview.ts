import {useCallback, useEffect, useState} from 'react';
import type {ClusterSpec} from '../spec/types.ts';
import type {Preview} from '../state/preview/preview.ts';
import type {Actions} from './actions.ts';

/** The preview that was made last, and of what: who comes back finds it as it was. */
export type KeptPreview = {current: {readonly spec: ClusterSpec; readonly preview: Preview} | undefined};

export type Making = {readonly preview?: Preview; readonly error?: string};

/** Makes the preview when the screen opens, and again on demand. An answer that comes too late is dropped. */
export function usePreview(actions: Actions, spec: ClusterSpec, kept: KeptPreview): Making & {readonly again: () => void} {
	const [making, setMaking] = useState<Making>(kept.current?.spec === spec ? {preview: kept.current.preview} : {});
	const [round, setRound] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again for the same spec
	useEffect(() => {
		if (kept.current?.spec === spec) return;
		let current = true;
		const set = (next: Making) => {
			if (current) setMaking(next);
		};
		set({});
		actions.preview(spec).then(
			preview => {
				if (current) kept.current = {spec, preview};
				set({preview});
			},
			(error: unknown) => set({error: error instanceof Error ? error.message : String(error)}),
		);
		return () => {
			current = false;
		};
	}, [actions, spec, round]);
	const again = useCallback(() => {
		kept.current = undefined;
		setRound(now => now + 1);
	}, [kept]);
	return {...making, again};
}
