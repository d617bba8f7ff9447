import type {Raw} from './imported.ts';

type Block = {readonly patterns: readonly string[]; readonly values: Map<string, string>};

/** `Keyword value` or `Keyword = "value"`, as ssh_config(5) has it; a line without both is nothing. */
const readLine = (line: string): readonly [keyword: string, value: string] | undefined => {
	const [, keyword, value] = /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+)(.*?)\s*$/.exec(line) ?? [];
	if (keyword === undefined || value === undefined || value === '') return undefined;
	return [keyword.toLowerCase(), value];
};

const unquoted = (value: string): string => /^"([^"]*)"/.exec(value)?.[1] ?? value.replace(/\s+#.*$/, '');

/** What stands above the first block counts for all hosts. Under `Match` nothing can be told without a connection. */
const blocksOf = (text: string): readonly Block[] => {
	const blocks: Block[] = [{patterns: ['*'], values: new Map()}];
	for (const line of text.split(/\r?\n/)) {
		const [keyword, value] = readLine(line) ?? [];
		if (keyword === undefined || value === undefined) continue;
		if (keyword === 'match') blocks.push({patterns: [], values: new Map()});
		else if (keyword === 'host') blocks.push({patterns: value.replaceAll('"', '').split(/\s+/), values: new Map()});
		else if (!blocks.at(-1)!.values.has(keyword)) blocks.at(-1)!.values.set(keyword, unquoted(value));
	}
	return blocks;
};

const isPattern = (word: string): boolean => /[*?!]/.test(word);

/** ssh's own wildcards: `*` any text, `?` any character. */
const fits = (pattern: string, alias: string): boolean =>
	new RegExp(
		`^${pattern
			.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
		'i',
	).test(alias);

const countsFor = ({patterns}: Block, alias: string): boolean =>
	patterns.some(pattern => !pattern.startsWith('!') && fits(pattern, alias)) &&
	!patterns.some(pattern => pattern.startsWith('!') && fits(pattern.slice(1), alias));

export const isSshConfig = (text: string): boolean =>
	/^\s*(host|match)(\s*=\s*|[ \t]+)\S/im.test(text) && !/^\s*-?\s*hosts?\s*:/m.test(text);

/** The hosts that ~/.ssh/config names; patterns such as `Host *` are no hosts, and give them what they have not themselves. */
export const readSshConfig = (text: string): readonly Raw[] => {
	const blocks = blocksOf(text);
	const aliases = new Set(blocks.flatMap(({patterns}) => patterns.filter(word => !isPattern(word))));
	return [...aliases].map((alias): Raw => {
		// The first value that is found counts, as in ssh.
		const value = (keyword: string) => blocks.find(block => countsFor(block, alias) && block.values.has(keyword))?.values.get(keyword);
		const jump = value('proxyjump');
		return {
			alias,
			target: value('hostname')?.replaceAll('%h', alias),
			ssh: {
				user: value('user'),
				port: value('port'),
				identityFile: value('identityfile'),
				jump: jump?.toLowerCase() === 'none' ? undefined : jump,
			},
		};
	});
};
