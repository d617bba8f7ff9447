import {texts} from '../texts/texts.ts';
import type {Playback, PlaybackState} from './actions.ts';
import type {Keys} from './components/frame.tsx';
import {secondsBetween} from './elapsed.ts';
import type {BindingId, Disabled} from './keys.ts';

/** What is asked of a run that goes on. */
const ofRuns: readonly BindingId[] = ['approve', 'approve-all', 'deny', 'retry', 'retry-all', 'stop'];

/** The keys of a screen while a recording is played: those of the recording come to them, and what only a run can do says so. */
export function playbackKeys(keys: Keys, {pause, faster, slower, jump}: Playback, over: boolean, leave: () => void): Keys {
	const {select: _, ...handlers} = keys.handlers;
	const disabled: Disabled = Object.fromEntries(ofRuns.map(id => [id, texts.replay.isRecording]));
	const ended = over ? texts.replay.ended : undefined;
	return {
		...keys,
		handlers: {
			...handlers,
			pause,
			faster,
			slower,
			'next-phase': () => jump(1),
			'previous-phase': () => jump(-1),
			...(handlers.quit && {quit: leave}),
		},
		disabled: {...keys.disabled, ...disabled, pause: ended, 'next-phase': ended},
	};
}

/** Which recording it is, how far it is played, and how. */
export function playbackText({started, now, end, speed, paused, over}: PlaybackState): string {
	const playing = texts.replay.playing(started, secondsBetween(started, now), secondsBetween(started, end), speed);
	const how = over ? texts.replay.over : paused ? texts.replay.paused : undefined;
	return how === undefined ? playing : `${playing}; ${how}`;
}
