import type {Key} from 'ink';

const named = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const;

/** One name for a key, as the table of bindings spells it: `up`, `enter`, `ctrl-c`, `shift-tab`, `space`, `A`. */
export function keyName(input: string, key: Key): string {
	if (key.tab) return key.shift ? 'shift-tab' : 'tab';
	const found = named.find(([property]) => key[property]);
	if (found) return found[1];
	if (key.ctrl) return `ctrl-${input}`;
	if (key.meta) return `meta-${input}`;
	return input === ' ' ? 'space' : input;
}

/** What a key types into a text field; undefined for keys that type nothing. */
export function typedText(input: string, key: Key): string | undefined {
	if (key.ctrl || key.meta || key.tab || named.some(([property]) => key[property])) return undefined;
	const text = input.replaceAll(/[\u0000-\u001F\u007F]/g, '');
	return text === '' ? undefined : text;
}
