/** docs/keys.md: the table of keys, screen by screen. */
import {texts} from '../texts/texts.ts';
import {type Binding, bindings, type Context} from './keys.ts';

const names: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PageUp',
	pagedown: 'PageDown',
	'shift-tab': 'Shift-Tab',
};

/** `enter` as `Enter`, `ctrl-u` as `Ctrl-U`; what one character types stays as it is. */
const nameOf = (key: string): string => {
	if (key.length === 1) return key;
	return (
		names[key] ??
		key
			.split('-')
			.map(part => part.charAt(0).toUpperCase() + part.slice(1))
			.join('-')
	);
};

type Row = readonly [keys: readonly string[], what: string];

const table = (rows: readonly Row[]): string => {
	const {keys, what} = texts.ui.keysPage.table;
	const lines = rows.map(([pressed, help]) => `| ${pressed.map(key => `\`${nameOf(key)}\``).join(' ')} | ${help} |`);
	return [`| ${keys} | ${what} |`, '|---|---|', ...lines].join('\n');
};

const section = (context: Context): string => {
	const own = (bindings as readonly Binding[]).filter(({contexts}) => contexts.includes(context));
	return `## ${texts.ui.keysPage.sections[context]}\n\n${table(own.map(({keys, help}) => [keys, texts.ui.keys[help]]))}`;
};

/** Markdown, in the language of the moment. */
export const keysPage = (): string => {
	const {title, made, everywhere, notes, sections} = texts.ui.keysPage;
	const always: readonly Row[] = [
		[['?'], texts.ui.keys.helpHelp],
		[['ctrl-c'], texts.ui.keys.interruptHelp],
	];
	const parts = [`# ${title}`, ...notes, `## ${everywhere}`, table(always), ...(Object.keys(sections) as Context[]).map(section), made];
	return `${parts.join('\n\n')}\n`;
};
