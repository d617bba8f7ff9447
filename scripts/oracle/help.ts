/** What a daemon's `--help` says of one flag. */
export type HelpFlag = {readonly type: string; readonly default?: string; readonly deprecated?: string};

const row = /^ {2,}(?:-\w, )?--([\w.-]+)(?:\[=\S*?\])?(?: (\S+))?(?:\s{2,}(.*))?$/;

/** Gates are deprecated one by one, which says nothing of the flag. */
const deprecationOf = (name: string, text: string): string | undefined =>
	name === 'feature-gates' ? undefined : text.match(/\bDEPRECATED\b[:,]?\s*(.*?)\)?$/)?.[1];

const defaultOf = (text: string): string | undefined => text.match(/\(default (.*?)\)(?= \(DEPRECATED|$)/)?.[1];

/** The flags of a `--help` as cobra writes it: name, type and text in one line, more lines indented. */
export const parseHelp = (help: string): Record<string, HelpFlag> => {
	const texts = new Map<string, {type: string; text: string}>();
	let last: {type: string; text: string} | undefined;
	for (const line of help.split('\n')) {
		const found = row.exec(line);
		if (found) {
			last = {type: found[2] ?? 'bool', text: found[3] ?? ''};
			// They take an underscore for a dash.
			texts.set(found[1]!.replaceAll('_', '-'), last);
		} else if (last && /^\s{20,}\S/.test(line)) last.text += ` ${line.trim()}`;
		else last = undefined;
	}

	return Object.fromEntries(
		[...texts].map(([name, {type, text}]) => {
			const [value, deprecated] = [defaultOf(text), deprecationOf(name, text)];
			return [name, {type, ...(value !== undefined && {default: value}), ...(deprecated !== undefined && {deprecated})}];
		}),
	);
};

/** etcd writes its own: `--name 'default'`. */
export const parseEtcdHelp = (help: string): Record<string, HelpFlag> => {
	const lines = help.split('\n');
	return Object.fromEntries(
		lines.flatMap((line, index) => {
			const found = /^\s+(?:etcd )?--([\w.-]+)(?: '(.*?)')?/.exec(line);
			if (!found) return [];
			// One speaks of a value, which will be deprecated some day.
			const deprecated = /(?<!will be )deprecated/i.test(lines[index + 1] ?? '') ? lines[index + 1]!.trim() : undefined;
			return [[found[1]!, {type: '', ...(found[2] !== undefined && {default: found[2]}), ...(deprecated && {deprecated})}]];
		}),
	);
};
