/** A page of docs/ whose commands and settings are used as they stand there. */
import {parse} from 'yaml';
import {readDocument} from '../docs/markdown.ts';

/** By heading; what stands before the first one is under ''. */
const sectionOf = (text: string, heading: string): string => {
	const parts = text.split(/^#+ (.+)$/m);
	const at = parts.indexOf(heading);
	if (at < 0) throw new Error(`no section ${heading}`);
	return parts[at + 1]!;
};

/**
 * The settings and commands of a section. Throws an Error when there is no such section, or an example is not in it.
 * @param examples what stands in the place of a name or an address of the page, which nobody may ask
 */
export const guide = (file: string, heading: string, examples: Readonly<Record<string, string>> = {}) => {
	let text = sectionOf(readDocument(file).text, heading);
	for (const [example, real] of Object.entries(examples)) {
		if (!text.includes(example)) throw new Error(`${heading}: no ${example}`);
		text = text.replaceAll(example, real);
	}
	const fenced = /^```yaml\n(.*?)^```$/gms;
	return {
		/** The last of its blocks of YAML, as an object. */
		settings: parse([...text.matchAll(fenced)].at(-1)?.[1] ?? '{}') as Readonly<Record<string, object>>,
		/** Its lines for a shell. */
		commands: text
			.replaceAll(fenced, '')
			.split('\n')
			.filter(line => line.startsWith('    '))
			.map(line => line.trim()),
	};
};
