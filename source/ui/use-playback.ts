import {useSyncExternalStore} from 'react';
import type {PlaybackState} from './actions.ts';
import {useShell} from './components/shell.tsx';

const never = () => () => {};
const nothing = () => undefined;

/** How far a recording is played; undefined when none is. */
export function usePlayback(): PlaybackState | undefined {
	const {playback} = useShell();
	return useSyncExternalStore(playback?.subscribe ?? never, playback?.getState ?? nothing);
}
