import type {Event, Outcome} from '../event.ts';

/** One task as it went. Times are milliseconds since 1970. */
export type Span = {
	readonly host: string;
	readonly from: number;
	readonly to: number;
	/** Absent for what never ended. */
	readonly outcome?: Outcome;
	readonly reason?: string;
	readonly next?: string;
};

/** One time that a phase ran. */
export type PhaseSpan = {
	readonly id: string;
	readonly title: string;
	readonly again: boolean;
	readonly from: number;
	readonly to: number;
	readonly outcome?: Outcome;
	readonly reason?: string;
	readonly tasks: readonly Span[];
};

type Open = {-readonly [Key in keyof PhaseSpan]: PhaseSpan[Key]} & {
	tasks: Array<{-readonly [Key in keyof Span]: Span[Key]}>;
	ended: Set<number>;
};

/** The phases of a run with their tasks, in order; a phase that was tried again is there again. What never ended ends at the last event. */
export function spansOf(events: readonly Event[]): readonly PhaseSpan[] {
	const titles = new Map(
		events.flatMap(event => (event.type === 'run-started' ? event.phases.map(({id, title}) => [id, title] as const) : [])),
	);
	const times = events.map(({at}) => Date.parse(at)).filter(Number.isFinite);
	const last = times.reduce((sofar, one) => Math.max(sofar, one), 0);
	const all: Open[] = [];
	for (const event of events) {
		const {type, phase: id, host} = event;
		const time = Date.parse(event.at) || last;
		if (id === undefined) continue;
		if (type === 'phase-started') {
			const again = all.some(one => one.id === id);
			all.push({id, title: titles.get(id) ?? id, again, from: time, to: last, tasks: [], ended: new Set()});
			continue;
		}
		const phase = all.findLast(one => one.id === id);
		if (!phase) continue;
		if (type === 'phase-ended') Object.assign(phase, {to: time, outcome: event.outcome, ...(event.reason && {reason: event.reason})});
		if (type === 'task-started' && host !== undefined) phase.tasks.push({host, from: time, to: last});
		if (type === 'task-ended' && host !== undefined) {
			const task = phase.tasks.findLast(one => one.host === host);
			if (task)
				Object.assign(task, {
					to: Math.max(task.from, time),
					outcome: event.outcome,
					...(event.reason && {reason: event.reason}),
					...(event.next && {next: event.next}),
				});
		}
	}
	return all.map(({ended: _, ...phase}) => phase);
}

export type Interval = {readonly from: number; readonly to: number};

/** When certificate requests waited to be decided. */
export function decisionsOf(events: readonly Event[]): readonly Interval[] {
	const pending = new Set<string>();
	const found: Interval[] = [];
	let since: number | undefined;
	for (const event of events) {
		if (event.type === 'signing-requests')
			for (const {name, condition} of event.requests) condition === 'pending' ? pending.add(name) : pending.delete(name);
		if (event.type === 'decided') pending.delete(event.request);
		const time = Date.parse(event.at);
		if (pending.size > 0) since ??= time;
		else if (since !== undefined) {
			found.push({from: since, to: time});
			since = undefined;
		}
	}
	return found;
}
