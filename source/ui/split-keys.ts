/** Splits what a terminal sends in one read into keys. Escape sequences and pasted texts stay whole. */

const pasteStart = '\u001B[200~';
export const pasteEnd = '\u001B[201~';

/** A complete control sequence, function key, or Alt with a key. */
const sequence = /^\u001B(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\[\[[A-E]|O[ -~]|[^\u001B[O])/u;
/** What may still become one with the next read. */
const unfinished = /^\u001B(?:\[[0-9;:?<=>]*[ -/]*|O|\[\[)?$/u;

export type Split = {
	/** The first key; undefined when more must arrive first. */
	readonly key: string | undefined;
	readonly rest: string;
	/** What may be a whole `key` (Escape alone), or the beginning of a longer one, and what is the beginning of a `paste`: time tells. */
	readonly waits: 'key' | 'paste' | 'nothing';
};

export function splitKey(text: string): Split {
	if (text === '') return {key: undefined, rest: '', waits: 'nothing'};
	if (text.startsWith(pasteStart)) {
		const end = text.indexOf(pasteEnd);
		if (end < 0) return {key: undefined, rest: text, waits: 'paste'};
		return take(text, end + pasteEnd.length);
	}
	if (unfinished.test(text)) return {key: undefined, rest: text, waits: 'key'};
	const found = sequence.exec(text)?.[0];
	return take(text, found?.length ?? String.fromCodePoint(text.codePointAt(0)!).length);
}

const take = (text: string, length: number): Split => ({key: text.slice(0, length), rest: text.slice(length), waits: 'nothing'});
