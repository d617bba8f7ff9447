/** Recorded runs, read back from a journal as it is: it may be long, and hold what is no event. */
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {Event, Outcome} from '../state/event.ts';
import {readEvent} from '../state/read-event.ts';
import {texts} from '../texts/texts.ts';
import {InputError} from './input-error.ts';

/** Bytes; the longest line that a run writes is far shorter. */
const longestLine = 1 << 24;

/** The lines of a file, without those that are longer than any line of a journal. */
async function* linesOf(file: string): AsyncGenerator<string> {
	let parts: Buffer[] = [];
	let size = 0;
	const line = () => (size > longestLine ? '' : Buffer.concat(parts).toString());
	for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
		let from = 0;
		for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
			parts.push(chunk.subarray(from, end));
			size += end - from;
			yield line();
			parts = [];
			size = 0;
			from = end + 1;
		}
		size += chunk.length - from;
		if (size > longestLine) parts = [];
		else parts.push(chunk.subarray(from));
	}
	if (size > 0) yield line();
}

/** One run of a journal, in short. */
export type Recorded = {
	readonly id: string;
	readonly cluster: string;
	/** ISO 8601. */
	readonly started: string;
	readonly events: number;
	/** Absent for a run that was killed, or that still goes on. */
	readonly outcome?: Outcome;
};

const refuse = (file: string, reason: string, example?: string): never => {
	throw new InputError([{path: file, reason, ...(example !== undefined && {example})}]);
};

const journalIn = async (place: string): Promise<string> => {
	const found = await stat(place).catch((error: NodeJS.ErrnoException) =>
		refuse(
			place,
			error.code === 'ENOENT' ? texts.replay.noJournal : texts.replay.unreadable(error.code ?? String(error)),
			texts.replay.example,
		),
	);
	if (found.isDirectory()) return journalIn(path.join(place, 'journal.ndjson'));
	if (!found.isFile()) refuse(place, texts.replay.notAJournal, texts.replay.example);
	if (found.size === 0) refuse(place, texts.replay.empty, texts.replay.example);
	return place;
};

async function* eventsOf(file: string): AsyncGenerator<Event> {
	try {
		for await (const line of linesOf(file)) {
			const event = readEvent(line);
			if (event) yield event;
		}
	} catch (error) {
		refuse(file, texts.replay.unreadable((error as NodeJS.ErrnoException).code ?? String(error)));
	}
}

/** @param place a journal, or the folder of a cluster; throws InputError where there is none, or no run in it */
export const listRuns = async (place: string): Promise<{file: string; runs: readonly Recorded[]}> => {
	const file = await journalIn(place);
	const runs = new Map<string, Recorded>();
	for await (const event of eventsOf(file)) {
		const {run: id, type, at: started} = event;
		const known = runs.get(id);
		if (type === 'run-started' && !known) runs.set(id, {id, cluster: event.cluster, started, events: 1});
		else if (known) runs.set(id, {...known, events: known.events + 1, ...(type === 'run-ended' && {outcome: event.outcome})});
	}
	if (runs.size === 0) refuse(file, texts.replay.noRuns, texts.replay.example);
	return {file, runs: [...runs.values()]};
};

/**
 * The events of the last run, or of the one whose id begins with `wanted`. Throws InputError where there is none.
 * @param place a journal, or the folder of a cluster
 * @param keeps which events are given back
 */
export const readRun = async (
	place: string,
	wanted?: string,
	keeps: (event: Event) => boolean = () => true,
): Promise<{file: string; run: Recorded; events: readonly Event[]}> => {
	const {file, runs} = await listRuns(place);
	const run = wanted === undefined ? runs.at(-1) : runs.find(({id}) => id.startsWith(wanted));
	if (!run)
		return refuse(
			file,
			texts.replay.noSuchRun(
				wanted ?? '',
				runs.map(({id}) => id),
			),
		);
	const events: Event[] = [];
	// What stands before its beginning is none of it.
	for await (const event of eventsOf(file))
		if (event.run === run.id && (events.length > 0 || event.type === 'run-started') && keeps(event)) events.push(event);
	return {file, run, events};
};
