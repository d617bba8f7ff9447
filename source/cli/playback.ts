import type {Event, Outcome} from '../state/event.ts';
import {countAt, lengthOf, phaseFrom, positionOf, recordedAt, type Timeline} from '../state/timeline.ts';
import {texts} from '../texts/texts.ts';
import type {PlaybackState, Run} from '../ui/actions.ts';

const speeds = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128];
/** Milliseconds between two looks at the clock, where no event comes between them. */
const tick = 200;

export type PlaybackOptions = {
	/** How many times as fast as it was. */
	readonly speed: number;
	/** Where to begin, paused: seconds after the start of the run. */
	readonly at?: number;
};

/** Plays a recorded run to the screens, as if it went on now. */
export const playRun = (timeline: Timeline, {speed: first, at}: PlaybackOptions): Run => {
	const {events, recorded} = timeline;
	const [started = 0] = recorded;
	const length = lengthOf(timeline);
	const hearers = new Set<(event: Event) => void>();
	const watchers = new Set<() => void>();
	let speed = first;
	let paused = at !== undefined;
	/** Where the recording was at the time `since`, in milliseconds from its start. */
	let position = at === undefined ? 0 : positionOf(timeline, started + at * 1000);
	let since = performance.now();
	/** How many events the screens have been told. */
	let told = 0;
	let timer: NodeJS.Timeout | undefined;
	let state: PlaybackState;
	const {promise: done, resolve: end} = Promise.withResolvers<Outcome>();

	const isOver = () => position >= length;
	const settle = () => {
		const now = performance.now();
		if (!paused) position = Math.min(length, position + (now - since) * speed);
		since = now;
	};
	const tell = () => {
		const count = countAt(timeline, position);
		// Its first event makes the screens forget all others.
		if (count < told) told = 0;
		for (; told < count; told++) for (const hear of hearers) hear(events[told]!);
		const last = events.at(-1);
		if (told === events.length) end(last?.type === 'run-ended' ? last.outcome : 'failed');
	};
	const look = () => {
		const now = recordedAt(timeline, position);
		state = {started: new Date(started).toISOString(), now, end: recorded.at(-1) ?? started, speed, paused, over: isOver()};
		for (const watch of watchers) watch();
	};
	const schedule = () => {
		clearTimeout(timer);
		if (paused || isOver()) return;
		const next = (timeline.played[told] ?? length) - position;
		timer = setTimeout(step, Math.min(tick, Math.ceil(next / speed)));
	};
	let shown = 0;
	/** Many events may come at once: the clock is not shown anew at each of them. */
	const step = () => {
		settle();
		tell();
		if (isOver() || performance.now() - shown >= tick) {
			shown = performance.now();
			look();
		}
		schedule();
	};
	const change = (what: () => void) => {
		settle();
		what();
		tell();
		look();
		schedule();
	};
	const refuse = async () => Promise.reject(new Error(texts.replay.isRecording));

	look();
	return {
		events(hear) {
			for (const event of events.slice(0, told)) hear(event);
			hearers.add(hear);
			step();
			return () => {
				hearers.delete(hear);
				if (hearers.size === 0) clearTimeout(timer);
			};
		},
		approve: refuse,
		deny: refuse,
		retry: refuse,
		stop: refuse,
		done,
		playback: {
			getState: () => state,
			subscribe(watch) {
				watchers.add(watch);
				return () => void watchers.delete(watch);
			},
			pause: () => change(() => (paused = !paused)),
			faster: () => change(() => (speed = speeds.find(one => one > speed) ?? speed)),
			slower: () => change(() => (speed = speeds.findLast(one => one < speed) ?? speed)),
			jump: by => change(() => (position = phaseFrom(timeline, position, by))),
		},
	};
};
