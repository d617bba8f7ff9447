import type {Event} from './event.ts';
import {type PhaseState, type State, type TaskState, thisMachine} from './state.ts';

type PhaseEvent = Event & {type: 'phase-started' | 'phase-ended' | 'task-started' | 'task-ended' | 'waiting' | 'command-started'};

/** Puts an event that belongs to a phase into that phase; an event of an unknown phase changes nothing. */
export function reducePhase(state: State, event: PhaseEvent): State {
	const phase = state.phases.find(({id}) => id === event.phase);
	if (!phase) return state;
	const next = nextPhase(phase, event, state.panes.get(event.host ?? thisMachine)?.total ?? 0);
	return next === phase ? state : {...state, phases: state.phases.map(one => (one === phase ? next : one))};
}

/** @param line lines that the host's pane has had so far */
function nextPhase(phase: PhaseState, event: PhaseEvent, line: number): PhaseState {
	switch (event.type) {
		case 'phase-started':
			return started(phase, event);
		case 'phase-ended':
			return ended(phase, event);
		case 'task-started':
			return withTask(phase, event.host, () => ({status: 'running'}));
		case 'task-ended':
			return withTask(phase, event.host, () => endedTask(event, line));
		case 'waiting':
			return event.host === undefined
				? {...phase, waiting: event.what}
				: withTask(phase, event.host, task => ({...task, waiting: event.what}));
		case 'command-started':
			return withTask(phase, event.host, withoutWaiting);
	}
}

/** A phase that starts again forgets how it ended before, on the hosts that it starts on. */
function started({id, title, hosts}: PhaseState, {at, hosts: again = Object.keys(hosts)}: Event & {type: 'phase-started'}): PhaseState {
	const fresh = again.map(host => [host, {status: 'pending'}] as const);
	return {id, title, status: 'running', started: at, hosts: {...hosts, ...Object.fromEntries(fresh)}};
}

function ended({waiting: _, ...phase}: PhaseState, event: Event & {type: 'phase-ended'}): PhaseState {
	return {...phase, status: event.outcome, ended: event.at, ...(event.reason === undefined ? {} : {reason: event.reason})};
}

function endedTask({outcome, reason, next}: Event & {type: 'task-ended'}, line: number): TaskState {
	const where = outcome === 'failed' ? {line} : {};
	return {status: outcome, ...where, ...(reason === undefined ? {} : {reason}), ...(next === undefined ? {} : {next})};
}

function withoutWaiting(task: TaskState): TaskState {
	if (task.waiting === undefined) return task;
	const {waiting: _, ...rest} = task;
	return rest;
}

function withTask(phase: PhaseState, host: string | undefined, change: (task: TaskState) => TaskState): PhaseState {
	if (host === undefined) return phase;
	const before = phase.hosts[host] ?? {status: 'pending' as const};
	const after = change(before);
	return after === before && phase.hosts[host] ? phase : {...phase, hosts: {...phase.hosts, [host]: after}};
}
