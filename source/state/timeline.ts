import type {Event} from './event.ts';

/** A recorded run as it is played: the same order, every pause no longer than `longestPause`. */
export type Timeline = {
	readonly events: readonly Event[];
	/** Of each event, when it was recorded: milliseconds since 1970, never less than the one before. */
	readonly recorded: readonly number[];
	/** Of each event, when it is played at speed 1: milliseconds since the first. */
	readonly played: readonly number[];
};

/** Milliseconds. */
export const longestPause = 3000;

/** What lies nearer to the start of a phase is the start of it to whoever jumps; milliseconds. */
const near = 1000;

/** A time that cannot be read, or lies before the one of the event before it, counts as that one. */
export function makeTimeline(events: readonly Event[]): Timeline {
	const recorded: number[] = [];
	const played: number[] = [];
	let last: number | undefined;
	let position = 0;
	for (const {at} of events) {
		const time = Date.parse(at);
		const now: number = Number.isFinite(time) ? Math.max(time, last ?? time) : (last ?? 0);
		position += Math.min(longestPause, now - (last ?? now));
		recorded.push(now);
		played.push(position);
		last = now;
	}
	return {events, recorded, played};
}

/** How long it is played at speed 1, in milliseconds. */
export const lengthOf = ({played}: Timeline): number => played.at(-1) ?? 0;

/** How many events are played up to and with `position`. */
export function countAt({played}: Timeline, position: number): number {
	let from = 0;
	let to = played.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if (played[middle]! <= position) from = middle + 1;
		else to = middle;
	}
	return from;
}

/** What the clock of the recording showed at `position`: within a pause that was shortened it runs faster. */
export function recordedAt(timeline: Timeline, position: number): number {
	const {recorded, played} = timeline;
	const next = countAt(timeline, position);
	const before = Math.max(0, next - 1);
	const start = recorded[before] ?? 0;
	if (next >= played.length || next === 0) return start;
	const share = (position - played[before]!) / (played[next]! - played[before]!);
	return start + share * (recorded[next]! - start);
}

/** The other way round: where `time` of the recording's clock is played. */
export function positionOf({recorded, played}: Timeline, time: number): number {
	const next = recorded.findIndex(one => one > time);
	if (next < 0) return played.at(-1) ?? 0;
	if (next === 0) return 0;
	const share = (time - recorded[next - 1]!) / (recorded[next]! - recorded[next - 1]!);
	return played[next - 1]! + share * (played[next]! - played[next - 1]!);
}

/** Where the next phase begins, or the one before it when `by` is -1; the two ends of the timeline count as such places. */
export function phaseFrom(timeline: Timeline, position: number, by: 1 | -1): number {
	const begins = timeline.played.filter((_, index) => timeline.events[index]!.type === 'phase-started');
	// The first phase begins with the run: a step between the two would show nothing.
	if (by === 1) return begins.find((one, index) => one > position && (index > 0 || one >= near)) ?? lengthOf(timeline);
	// Soon after the start of a phase one means the phase before it.
	return begins.findLast(one => one < position - near) ?? 0;
}
