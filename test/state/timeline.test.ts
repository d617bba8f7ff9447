import test from 'ava';
import type {Event} from '../../source/state/event.ts';
import {countAt, lengthOf, longestPause, makeTimeline, phaseFrom, positionOf, recordedAt} from '../../source/state/timeline.ts';

const at = (seconds: number, type: 'phase-started' | 'task-started' = 'task-started'): Event => ({
	at: new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString(),
	run: 'r1',
	type,
});
const start = Date.UTC(2030, 0, 1);
const timeline = makeTimeline([at(0), at(1, 'phase-started'), at(2), at(62), at(63, 'phase-started'), at(64)]);

test('a long pause is shortened, what else there is keeps its time', t => {
	t.deepEqual(timeline.played, [0, 1000, 2000, 2000 + longestPause, 3000 + longestPause, 4000 + longestPause]);
	t.is(lengthOf(timeline), 4000 + longestPause);
});

test('the clock of the recording runs faster within a shortened pause, and is right at each event', t => {
	for (const [index, position] of timeline.played.entries()) t.is(recordedAt(timeline, position), timeline.recorded[index]!);
	t.is(recordedAt(timeline, 2000 + longestPause / 2), start + 32_000);
	t.is(recordedAt(timeline, 1_000_000), start + 64_000);
});

test('a time of the recording is found where it is played', t => {
	for (const position of [0, 500, 2000, 2100, 3456, 4999, 7000])
		t.is(Math.round(positionOf(timeline, recordedAt(timeline, position))), position);
	t.is(positionOf(timeline, start - 5000), 0);
	t.is(positionOf(timeline, start + 1e9), lengthOf(timeline));
});

test('events are counted up to a position and with it', t => {
	t.deepEqual(
		[-1, 0, 999, 1000, 4999, 5000, 1e9].map(position => countAt(timeline, position)),
		[0, 1, 1, 2, 3, 4, 6],
	);
});

test('one goes from phase to phase, and stays within the recording', t => {
	t.is(phaseFrom(timeline, 0, 1), 1000);
	t.is(phaseFrom(timeline, 1000, 1), 6000);
	t.is(phaseFrom(timeline, 6000, 1), lengthOf(timeline));
	t.is(phaseFrom(timeline, 6500, -1), 1000);
	t.is(phaseFrom(timeline, 1500, -1), 0);
	const soon = makeTimeline([at(0), at(0.001, 'phase-started'), at(2, 'phase-started'), at(2.02, 'phase-started'), at(3)]);
	t.is(phaseFrom(soon, 0, 1), 2000, 'a first phase that begins with the run is no place of its own');
	t.is(phaseFrom(soon, 2000, 1), 2020, 'a short phase is one');
});

test('clocks that go back or say nothing never play backwards', t => {
	const odd = makeTimeline([at(10), at(5), {...at(0), at: 'soon'}, at(11)]);
	t.deepEqual(odd.played, [0, 0, 0, 1000]);
	t.deepEqual(makeTimeline([]).played, []);
	t.is(lengthOf(makeTimeline([])), 0);
	t.is(recordedAt(makeTimeline([]), 0), 0);
});
