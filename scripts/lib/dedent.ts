/** A command as it stands in a script, without the script's own indentation. */
export const dedent = (text: string): string => {
	const lines = text
		.replace(/^\s*\n/, '')
		.trimEnd()
		.split('\n');
	const indents = lines.filter(line => line.trim() !== '').map(line => /^\t*/.exec(line)![0].length);
	const least = Math.min(...indents);
	return lines.map(line => line.slice(least)).join('\n');
};
