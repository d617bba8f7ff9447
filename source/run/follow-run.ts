/** Reads a run's journal as it grows, and hands commands to it: what screen, line reporter and attach stand on. */
import {open, stat} from 'node:fs/promises';
import {connect} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Command, Event, Outcome} from '../state/event.ts';
import {readEvent} from '../state/read-event.ts';
import {texts} from '../texts/texts.ts';
import {isAlive} from './is-alive.ts';

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
	const listeners = new Set<(event: Event) => void>();
	const past: Event[] = [];
	let outcome: Outcome | undefined;

	const hear = (event: Event) => {
		if (event.run !== id) return;
		past.push(event);
		for (const listener of listeners) listener(event);
		if (event.type === 'run-ended') outcome = event.outcome;
	};

	/** A process that died without its last word was killed. */
	const killed = (): Event => ({
		at: past.at(-1)?.at ?? new Date().toISOString(),
		run: id,
		type: 'run-ended',
		outcome: 'failed',
		changed: past.filter(({type}) => type === 'changed').length,
		reason: texts.run.killed,
		next: texts.run.killedNext,
	});

	const read = async (): Promise<Outcome> => {
		let position = from;
		let rest = '';
		while (!outcome) {
			const alive = pid !== undefined && isAlive(pid);
			const size = await stat(journal).then(
				({size}) => size,
				() => 0,
			);
			if (size > position) {
				const file = await open(journal);
				const {buffer, bytesRead} = await file.read(Buffer.alloc(Math.min(size - position, 1 << 20)), 0, undefined, position);
				await file.close();
				position += bytesRead;
				const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
				rest = lines.pop() ?? '';
				for (const line of lines) {
					const event = readEvent(Buffer.from(line, 'latin1').toString());
					if (event) hear(event);
				}
				continue;
			}
			if (!alive) hear(killed());
			// Nobody listens any more: whoever detached need not wait for the run's end.
			else await sleep(30, undefined, {ref: listeners.size > 0});
		}
		return outcome;
	};

	return {
		subscribe(listener) {
			for (const event of past) listener(event);
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		send(command) {
			if (socket === undefined) return;
			const connection = connect(socket, () => connection.end(`${JSON.stringify(command)}\n`));
			connection.on('error', () => {});
		},
		done: read(),
	};
};
