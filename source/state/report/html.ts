/** Text that may stand in a page as it is. Only `html` makes it, so nothing gets there unescaped. */
export class Html {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

type Value = string | number | undefined | Html | readonly Html[];

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};
/** What no page may hold, and what turns the direction of the text around it. */
const unfit =
	/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const escaped = (text: string): string => text.replaceAll(unfit, '').replaceAll(/[&<>"']/g, sign => entities[sign]!);

const textOf = (value: Value): string => {
	if (value === undefined) return '';
	if (value instanceof Html) return value.text;
	return typeof value === 'object' ? value.map(({text}) => text).join('') : escaped(String(value));
};

/** HTML, or SVG, with values put into it: text is escaped, HTML is not, nothing is put for undefined. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
	new Html(parts.reduce((sofar, part, index) => sofar + textOf(values[index - 1]) + part));
