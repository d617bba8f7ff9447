/** What a host's function told of `word`: the rest of each line `WORD REST` among those it printed. */
export const told = (stdout: string, word: 'changed' | 'left' | 'lacking' | 'spoiled' | 'at' | 'lacks' | 'away'): string[] =>
	stdout.split('\n').flatMap(line => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
