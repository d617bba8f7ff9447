import {stripVTControlCharacters} from 'node:util';

/** Longest line kept, in UTF-16 units: a screen never shows more, and a minified file must not fill the memory. */
const longest = 2000;

/**
 * One line of a program's output as it may be put on a screen: no colours, no cursor movements, no control characters;
 * tabs become spaces. Of a line that redraws itself with carriage returns the last state is kept.
 */
export function plainLine(text: string): string {
	const cut = text.length > 4 * longest ? text.slice(0, 4 * longest) : text;
	const bare = /[\u0000-\u001F\u007F-\u009F]/.test(cut) ? withoutControls(cut) : cut;
	return bare.length > longest ? bare.slice(0, longest) : bare;
}

/** The lines of a text, each one plain; a newline at the end begins no further line. */
export function plainLines(text: string): readonly string[] {
	const whole = text.endsWith('\n') ? text.slice(0, -1) : text;
	return whole.split('\n').map(plainLine);
}

function withoutControls(text: string): string {
	const redrawn = text.replace(/\r+$/, '');
	const last = redrawn.slice(redrawn.lastIndexOf('\r') + 1);
	return expandTabs(stripVTControlCharacters(last)).replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '');
}

function expandTabs(text: string): string {
	if (!text.includes('\t')) return text;
	let out = '';
	for (const part of text.split(/(\t)/)) {
		out += part === '\t' ? ' '.repeat(8 - (out.length % 8)) : part;
	}
	return out;
}
