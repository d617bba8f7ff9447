import type {Event} from './event.ts';
import {appendLine, emptyPane, type LineKind} from './pane.ts';
import {plainLines} from './plain-text.ts';
import {reducePhase} from './reduce-phase.ts';
import {reduceRequests} from './reduce-requests.ts';
import {initialState, type Progress, type State, thisMachine} from './state.ts';

/** The state after one more event. Pure; an event of an unknown type changes nothing. */
export function reduce(state: State, event: Event): State {
	switch (event.type) {
		case 'run-started':
			return startRun(event);
		case 'run-ended':
			return endRun(state, event);
		case 'command-started':
			return reducePhase(addLines(state, event, 'command', commandLines(event.command)), event);
		case 'output':
			return addLines(state, event, event.stream, plainLines(event.text));
		case 'command-ended':
			return event.exitCode === 0 ? state : addLines(state, event, 'note', [`exit ${event.exitCode}`]);
		case 'changed':
			return {...state, changed: [...state.changed, {...place(event), what: event.what}]};
		case 'progress':
			return {...state, progress: withProgress(state.progress, {...place(event), what: event.what, done: event.done, total: event.total})};
		case 'signing-requests':
		case 'decided':
			return {...state, requests: reduceRequests(state.requests, event)};
		case 'status':
			return {...state, status: event.status};
		case 'phase-started':
			return reducePhase({...resumed(state), progress: []}, event);
		case 'phase-ended':
			return reducePhase({...state, progress: []}, event);
		case 'task-started':
			return reducePhase(resumed(state), event);
		case 'task-ended':
		case 'waiting':
			return reducePhase(state, event);
		default:
			return state;
	}
}

function startRun(event: Event & {type: 'run-started'}): State {
	return {
		...initialState,
		run: {id: event.run, cluster: event.cluster, digest: event.digest, pid: event.pid, started: event.at},
		phases: event.phases.map(({id, title, hosts}) => ({
			id,
			title,
			status: 'pending',
			hosts: Object.fromEntries(hosts.map(host => [host, {status: 'pending' as const}])),
		})),
	};
}

function endRun(state: State, {at, outcome, reason, next}: Event & {type: 'run-ended'}): State {
	if (!state.run) return state;
	const why = {...(reason === undefined ? {} : {reason}), ...(next === undefined ? {} : {next})};
	return {...state, progress: [], run: {...state.run, ended: at, outcome, ...why}};
}

/** A run that failed and was told to try again goes on under the same id. */
function resumed(state: State): State {
	if (!state.run?.outcome) return state;
	const {id, cluster, digest, pid, started} = state.run;
	return {...state, run: {id, cluster, digest, pid, started}};
}

function addLines(state: State, event: Event, kind: LineKind, lines: readonly string[]): State {
	const host = event.host ?? thisMachine;
	const pane = lines.reduce((sofar, text) => appendLine(sofar, {kind, text}), state.panes.get(host) ?? emptyPane);
	return {...state, panes: new Map(state.panes).set(host, pane)};
}

/** A command as a shell would show it: `$`, and `>` before further lines. */
function commandLines(command: string): readonly string[] {
	return plainLines(command.trim()).map((line, index) => `${index === 0 ? '$' : '>'} ${line}`);
}

function withProgress(all: readonly Progress[], one: Progress): readonly Progress[] {
	const others = all.filter(({host, what}) => host !== one.host || what !== one.what);
	return one.done < one.total ? [...others, one] : others;
}

function place({phase, host}: Event) {
	return {...(phase === undefined ? {} : {phase}), ...(host === undefined ? {} : {host})};
}
