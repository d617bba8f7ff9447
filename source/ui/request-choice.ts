import type {SigningRequest} from '../state/event.ts';
import type {SeenRequest} from '../state/state.ts';
import {editText, insertText, type TypedText, typed} from './edit-text.ts';
import {moveCursor} from './list-cursor.ts';

/** What the person is about to do with the requests. Rows are known by name, so that new ones move nothing. */
export type RequestChoice = {
	readonly mode: 'list' | 'details' | 'deny' | 'name';
	readonly current?: string;
	readonly selected: ReadonlySet<string>;
	/** Requests that a question is about, the first one now. */
	readonly asking: readonly string[];
	readonly typed: TypedText;
	/** Whether those that are decided are hidden. */
	readonly pendingOnly: boolean;
	/** How many the present question was about at first. */
	readonly asked: number;
};

export const firstChoice: RequestChoice = {mode: 'list', selected: new Set(), asking: [], typed: typed(''), pendingOnly: false, asked: 0};

export type RequestAct =
	| {readonly type: 'move'; readonly key: string; readonly requests: readonly SigningRequest[]; readonly page: number}
	| {readonly type: 'select'; readonly requests: readonly SigningRequest[]}
	| {readonly type: 'ask-names' | 'ask-deny'; readonly names: readonly string[]}
	| {readonly type: 'typed'; readonly text: string | undefined; readonly key: string}
	| {readonly type: 'answered' | 'details' | 'pending-only' | 'close'};

/** The requests that are listed. */
export const listed = ({pendingOnly}: RequestChoice, requests: readonly SeenRequest[]): readonly SeenRequest[] =>
	pendingOnly ? requests.filter(({condition}) => condition === 'pending') : requests;

/** Row of the cursor: where it was put, else the first request that waits. */
export function currentIndex({current}: RequestChoice, requests: readonly SigningRequest[]): number {
	const put = requests.findIndex(({name}) => name === current);
	if (put >= 0) return put;
	return Math.max(
		0,
		requests.findIndex(({condition}) => condition === 'pending'),
	);
}

/** The pending requests that approve and deny are about: the selected ones, else the one under the cursor. */
export function targetNames(choice: RequestChoice, requests: readonly SigningRequest[]): readonly string[] {
	const pending = requests.filter(({condition}) => condition === 'pending').map(({name}) => name);
	const selected = pending.filter(name => choice.selected.has(name));
	if (selected.length > 0) return selected;
	const name = requests[currentIndex(choice, requests)]?.name;
	return pending.filter(one => one === name);
}

/** What must be typed to approve an unexpected request: its node, or its own name when no node can be told. */
export const typedName = ({node, name}: SigningRequest) => node ?? name;

export function reduceRequestChoice(choice: RequestChoice, act: RequestAct): RequestChoice {
	switch (act.type) {
		case 'move': {
			const index = moveCursor(currentIndex(choice, act.requests), act.key, act.requests.length, act.page);
			return withCurrent(choice, act.requests[index]?.name);
		}
		case 'select':
			return select(choice, act.requests);
		case 'ask-names':
			return act.names.length === 0
				? closed(choice)
				: {...choice, mode: 'name', asking: act.names, asked: act.names.length, typed: typed('')};
		case 'ask-deny':
			return {...choice, mode: 'deny', asking: act.names};
		case 'typed':
			return {...choice, typed: act.text === undefined ? editText(choice.typed, act.key) : insertText(choice.typed, act.text)};
		case 'answered': {
			const asking = choice.asking.slice(1);
			return asking.length === 0 ? closed(choice) : {...choice, asking, typed: typed('')};
		}
		case 'pending-only':
			return {...choice, pendingOnly: !choice.pendingOnly};
		case 'details':
			return {...choice, mode: 'details'};
		case 'close':
			return {...choice, mode: 'list', asking: []};
	}
}

function closed(choice: RequestChoice): RequestChoice {
	return {...choice, mode: 'list', asking: [], selected: new Set()};
}

function withCurrent(choice: RequestChoice, current: string | undefined): RequestChoice {
	return current === undefined ? choice : {...choice, current};
}

function select(choice: RequestChoice, requests: readonly SigningRequest[]): RequestChoice {
	const index = currentIndex(choice, requests);
	const name = requests[index]?.name;
	if (name === undefined) return choice;
	const selected = new Set(choice.selected);
	if (!selected.delete(name)) selected.add(name);
	return withCurrent({...choice, selected}, requests[Math.min(index + 1, requests.length - 1)]?.name);
}
