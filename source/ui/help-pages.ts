/** What every key of the moment does, and why some do nothing just now, in pages of lines. Pure. */
import wrapAnsi from 'wrap-ansi';
import {texts} from '../texts/texts.ts';
import type {Keys} from './components/frame.tsx';
import {bindingsOf} from './keys.ts';

export type HelpLine = {
	/** The key; empty in further lines of a long text. */
	readonly shown: string;
	readonly text: string;
};

/** @param width cells of a text; @param height lines of a page */
export function helpPages({context, handlers, disabled}: Keys, width: number, height: number): ReadonlyArray<readonly HelpLine[]> {
	const {keys: say} = texts.ui;
	const rows = bindingsOf(context, handlers).map(({id, shown, help}) => {
		const reason = disabled?.[id];
		return {shown, text: reason === undefined ? say[help] : `${say[help]} (${reason})`};
	});
	const lines = [...rows, {shown: '?', text: say.helpHelp}, {shown: 'Ctrl-C', text: say.interruptHelp}].flatMap(({shown, text}) =>
		wrapAnsi(text, width, {hard: true})
			.split('\n')
			.map((line, index) => ({shown: index === 0 ? shown : '', text: line})),
	);
	return Array.from({length: Math.ceil(lines.length / height)}, (_, page) => lines.slice(page * height, (page + 1) * height));
}
