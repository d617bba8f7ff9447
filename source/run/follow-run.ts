/** Reads a run's journal as it grows, and hands commands to it: what screen, line reporter and attach stand on. */
import {connect} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Command, Event, Outcome} from '../state/event.ts';
import {readEvent} from '../state/read-event.ts';
import {texts} from '../texts/texts.ts';
import {isAlive} from './is-alive.ts';
import {lineReader} from './read-lines.ts';

export type FollowedRun = {
	readonly subscribe: (listener: (event: Event) => void) => () => void;
	readonly send: (command: Command) => void;
	readonly done: Promise<Outcome>;
};

/** Follows run `id` in `journal` from byte `from` on, until it ends or its process dies; without a process it is a record, and nobody hears commands. */
export const followRun = ({
	journal,
	id,
	pid,
	socket,
	from,
}: {
	journal: string;
	id: string;
	pid?: number;
	socket?: string;
	from: number;
}): FollowedRun => {
	const reader = lineReader(journal, from);
	const listeners = new Set<(event: Event) => void>();
	const catchingUp = new Set<Promise<void>>();
	/** The byte behind the last line that the listeners heard. */
	let heard = from;
	let last: Event | undefined;
	let changed = 0;
	let listenedTo = false;
	let outcome: Outcome | undefined;
	/** What no journal says. */
	let unwritten: Event | undefined;

	const hear = (event: Event) => {
		if (event.run !== id) return;
		last = event;
		if (event.type === 'changed') changed++;
		for (const listener of listeners) listener(event);
		if (event.type === 'run-ended') outcome = event.outcome;
	};

	/** A process that died without its last word was killed. */
	const killed = (): Event => ({
		at: last?.at ?? new Date().toISOString(),
		run: id,
		type: 'run-ended',
		outcome: 'failed',
		changed,
		reason: texts.run.killed,
		next: texts.run.killedNext,
	});

	/** What was heard so far is in the journal and not in memory: a run may say millions of lines. */
	const tellPast = async (tell: (event: Event) => void): Promise<void> => {
		const past = lineReader(journal, from, heard);
		const end = unwritten;
		for (let lines = await past.next(); lines.length > 0; lines = await past.next()) {
			for (const event of lines.map(readEvent)) if (event?.run === id) tell(event);
		}
		if (end) tell(end);
	};

	const read = async (): Promise<Outcome> => {
		while (!outcome) {
			const alive = pid !== undefined && isAlive(pid);
			const lines = await reader.next();
			if (lines.length > 0) {
				for (const line of lines) {
					const event = readEvent(line);
					if (event) hear(event);
				}
				heard = reader.position();
				continue;
			}
			if (!alive) {
				unwritten = killed();
				hear(unwritten);
			}
			// Whoever listened and went need not wait for the run's end.
			else await sleep(30, undefined, {ref: !listenedTo || listeners.size > 0});
		}
		await Promise.all(catchingUp);
		return outcome;
	};

	return {
		subscribe(listener) {
			listenedTo = true;
			if (heard === from && !unwritten) {
				listeners.add(listener);
				return () => void listeners.delete(listener);
			}
			let wanted = true;
			let waiting: Event[] | undefined = [];
			const tell = (event: Event) => wanted && listener(event);
			const later = (event: Event) => (waiting ? waiting.push(event) : tell(event));
			listeners.add(later);
			const past = tellPast(tell).finally(() => {
				for (const event of waiting ?? []) tell(event);
				waiting = undefined;
				catchingUp.delete(past);
			});
			catchingUp.add(past);
			return () => {
				wanted = false;
				listeners.delete(later);
			};
		},
		send(command) {
			if (socket === undefined) return;
			const connection = connect(socket, () => connection.end(`${JSON.stringify(command)}\n`));
			connection.on('error', () => {});
		},
		done: read(),
	};
};
