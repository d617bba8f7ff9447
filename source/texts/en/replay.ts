import type {Outcome} from '../../state/event.ts';
import {outcomes} from './ui/counts.ts';
import {install} from './ui/install.ts';

/** Texts of recorded runs: plain strings, or functions that put values into a sentence. */
export const replay = {
	noJournal: 'there is no such file',
	unreadable: (code: string) => `it cannot be read (${code})`,
	notAJournal: 'it is no file',
	empty: 'it is empty: nothing was recorded in it yet',
	noRuns: 'it holds no recorded run: no line of it is the beginning of one',
	noSuchRun: (wanted: string, known: readonly string[]) => `it holds no run ${wanted}, but ${known.join(', ')}`,
	example: 'kinstall replay demo/journal.ndjson',
	badNumber: (value: string) => `${value} is no number that is greater than zero`,
	badTime: (value: string) => `${value} is no time in seconds`,
	run: (id: string, started: string, cluster: string, events: number, outcome?: Outcome) =>
		`${id}  ${started.slice(0, 10)} ${started.slice(11, 19)}  ${cluster}  ${events} events  ${outcome === undefined ? 'without an end' : outcomes[outcome]}`,
	/** Times in seconds. */
	playing: (date: string, at: number, length: number, speed: number) =>
		`Recording of ${date.slice(0, 10)} ${date.slice(11, 16)}: ${install.seconds(at)} of ${install.seconds(length)}, speed ${speed}`,
	paused: 'paused: Space goes on',
	over: 'here it ends',
	isRecording: 'this is a recording',
	ended: 'the recording ends here',
};
