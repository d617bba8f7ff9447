import type {Event} from './event.ts';
import {reduce} from './reduce.ts';
import {initialState, type State} from './state.ts';

export type Store = {
	getState(): State;
	push(event: Event): void;
	/** Calls `listener` after changes, at most 30 times a second; gives back what ends that. */
	subscribe(listener: () => void): () => void;
	/** Ends all notifications, and with them the timer. */
	close(): void;
};

/** Milliseconds between two notifications. */
const interval = 1000 / 30;

/** Holds the state of a run. A first change is told at once; those of the next 33 ms are told together. */
export function createStore(): Store {
	const listeners = new Set<() => void>();
	let state = initialState;
	let timer: NodeJS.Timeout | undefined;
	let dirty = false;
	let closed = false;

	const tell = () => {
		dirty = false;
		timer = setTimeout(() => {
			timer = undefined;
			if (dirty) tell();
		}, interval);
		for (const listener of listeners) listener();
	};

	return {
		getState: () => state,
		push(event) {
			const next = reduce(state, event);
			if (next === state) return;
			state = next;
			dirty = true;
			if (!timer && !closed) tell();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close() {
			closed = true;
			listeners.clear();
			clearTimeout(timer);
		},
	};
}
