import type {Actions, Parsed} from './actions.ts';
import {type Answers, defaults} from './answers.ts';
import {readAnswers, writeAnswers} from './answers-text.ts';

export type Draft = {
	/** cluster.yaml as it is now. */
	readonly text: string;
	readonly answers: Answers;
	readonly parsed: Parsed;
	/** False when the text is no YAML that can be changed without losing something. */
	readonly writable: boolean;
	/** Why the last save failed. */
	readonly saveError?: string;
	readonly canUndo: boolean;
};

export type DraftStore = {
	getState: () => Draft;
	subscribe: (listener: () => void) => () => void;
	/** Changes the answers, and with them the text, which is checked and saved at once. */
	change: (next: (answers: Answers) => Answers) => void;
	undo: () => void;
	/** Resolves when everything so far is saved, or could not be. */
	saved: () => Promise<void>;
};

/** Holds the answers; screens read it, and it alone writes cluster.yaml. Without a text a new cluster begins. */
export function createDraft(actions: Pick<Actions, 'parse' | 'save' | 'kubernetes'>, initialText: string | undefined): DraftStore {
	const listeners = new Set<() => void>();
	const history: Draft[] = [];
	let saving = Promise.resolve();
	let draft = firstDraft(actions, initialText);

	const set = (next: Draft) => {
		draft = next;
		for (const listener of listeners) listener();
	};
	const save = (next: Draft) => {
		set(next);
		saving = saving
			.then(() => actions.save(next.text))
			.catch((error: unknown) => set({...draft, saveError: error instanceof Error ? error.message : String(error)}));
	};

	return {
		getState: () => draft,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		change(next) {
			const answers = next(draft.answers);
			if (!draft.writable || answers === draft.answers) return;
			const text = writeAnswers(draft.text, answers);
			history.push(draft);
			save({text, answers, parsed: actions.parse(text), writable: true, canUndo: true});
		},
		undo() {
			const before = history.pop();
			if (before) save(before);
		},
		saved: () => saving,
	};
}

function firstDraft({parse, kubernetes}: Pick<Actions, 'parse' | 'kubernetes'>, initialText: string | undefined): Draft {
	const text = initialText ?? '';
	const answers = readAnswers(text);
	const found = answers ?? defaults;
	const begins = found.hosts.length === 0 && found.choices.kubernetes === undefined;
	const first = begins ? {...found, choices: {...found.choices, kubernetes}} : found;
	return {text, answers: first, parsed: parse(text), writable: answers !== undefined, canUndo: false};
}
