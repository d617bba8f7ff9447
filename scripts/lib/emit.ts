// Events of a script: to the run that started it, or, by hand, to the terminal as lines.
import type {Event} from '../../source/state/event.ts';
import {reportLine} from '../../source/state/line-report.ts';

type Body<E> = E extends unknown ? Omit<E, 'at' | 'run'> : never;

/** The phase this process is; set once at its start. */
export const script = {phase: ''};

export const emit = (body: Body<Event>): void => {
	const event = {at: new Date().toISOString(), run: '', ...(script.phase && {phase: script.phase}), ...body} as Event;
	if (process.send) {
		process.send(event);
		return;
	}
	const line = reportLine(event);
	if (line !== undefined) process.stdout.write(`${line}\n`);
};
