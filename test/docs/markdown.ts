/** The documents as text, and the code in them. */
import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

export type Document = {
	/** Relative to the project's folder. */
	readonly file: string;
	readonly text: string;
	/** Lines of code blocks and inline code, each as it stands. */
	readonly code: readonly string[];
	/** Bodies of fenced blocks. */
	readonly fenced: ReadonlyArray<{readonly language: string; readonly body: string}>;
};

const fences = /^```(\w*)\n(.*?)^```$/gms;

const codeOf = (text: string): string[] => {
	const blocks = [...text.matchAll(fences)].flatMap(([, , body = '']) => body.split('\n'));
	const prose = text.replaceAll(fences, '');
	const indented = prose.split('\n').filter(line => line.startsWith('    '));
	// Inline code may go on in the next line, but not in the next paragraph.
	const paragraphs = prose.split(/\n\s*\n/).map(part =>
		part
			.split('\n')
			.filter(line => !line.startsWith('    '))
			.join(' '),
	);
	const inline = paragraphs.flatMap(part => [...part.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code));
	return [...blocks, ...indented, ...inline].map(line => line.trim()).filter(line => line !== '');
};

export const readDocument = (file: string): Document => {
	const text = readFileSync(path.join(root, file), 'utf8');
	return {file, text, code: codeOf(text), fenced: [...text.matchAll(fences)].map(([, language = '', body = '']) => ({language, body}))};
};

export const documents: readonly Document[] = ['README.md', ...globSync('docs/*.md', {cwd: root}).sort()].map(readDocument);

/** The anchors that a document's headings have. */
export const anchors = (text: string): string[] =>
	[...text.replaceAll(fences, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

/** What follows `kinstall` in code, up to a comment or the next command: `csr list`, `apply --yes`; '' for the wizard. */
export const commandLines = (code: readonly string[]): string[] =>
	code.flatMap(line =>
		[...line.replaceAll(/ +#.*/g, '').matchAll(/(?:^|[\s(])kinstall(?= |$)([^|;&]*)/g)]
			.map(([, rest = '']) => rest.trim())
			.concat([...line.matchAll(/npm run rehearse(?: -- ([^#]*))?/g)].map(([, rest = '']) => `rehearse ${rest}`.trim()))
			.filter(words => words === '' || /^(-|[a-z-]+( |$))/.test(words)),
	);

export const optionsIn = (words: string): string[] => words.match(/(?<=^|\s)(--[a-z][a-z-]*|-[a-z])(?=[\s=]|$)/g) ?? [];
