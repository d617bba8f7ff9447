import {useCallback, useEffect, useState} from 'react';
import type {ClusterSpec} from '../spec/types.ts';
import type {Preview} from '../state/preview/preview.ts';
import type {Actions} from './actions.ts';

export type Making = {readonly preview?: Preview; readonly error?: string};

/** Makes the preview when the screen opens, and again on demand. An answer that comes too late is dropped. */
export function usePreview(actions: Actions, spec: ClusterSpec): Making & {readonly again: () => void} {
	const [making, setMaking] = useState<Making>({});
	const [round, setRound] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again for the same spec
	useEffect(() => {
		let current = true;
		const set = (next: Making) => {
			if (current) setMaking(next);
		};
		set({});
		actions.preview(spec).then(
			preview => set({preview}),
			(error: unknown) => set({error: error instanceof Error ? error.message : String(error)}),
		);
		return () => {
			current = false;
		};
	}, [actions, spec, round]);
	const again = useCallback(() => setRound(now => now + 1), []);
	return {...making, again};
}
