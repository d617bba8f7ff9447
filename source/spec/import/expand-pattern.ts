/** More hosts than one line may stand for: a mistyped end must not fill the table. */
const maximum = 1000;

const numbers = (from: string, to: string, step: number): readonly string[] => {
	const [first, last] = [Number(from), Number(to)];
	const count = Math.min(maximum, Math.floor((last - first) / step) + 1);
	// Leading zeros set the width, as in 01:10.
	const width = from.startsWith('0') ? from.length : 0;
	return Array.from({length: Math.max(0, count)}, (_, index) => String(first + index * step).padStart(width, '0'));
};

const letters = (from: string, to: string, step: number): readonly string[] =>
	numbers(String(from.charCodeAt(0)), String(to.charCodeAt(0)), step).map(code => String.fromCharCode(Number(code)));

/** Ansible's ranges: `node[01:03]` is node01, node02, node03; `db-[a:c]` counts in letters; a third number is the step. Text without one is itself. */
export const expandPattern = (pattern: string): readonly string[] => {
	const [whole, before = '', from = '', to = '', step = '1', after = ''] = /^(.*?)\[(\w+):(\w+)(?::([1-9]\d*))?\](.*)$/.exec(pattern) ?? [];
	if (whole === undefined) return [pattern];
	const parts = /^\d+$/.test(from + to)
		? numbers(from, to, Number(step))
		: /^[a-z]$/i.test(from) && /^[a-z]$/i.test(to)
			? letters(from, to, Number(step))
			: undefined;
	if (parts === undefined) return [pattern];
	const rest = expandPattern(after);
	return parts.flatMap(part => rest.map(tail => `${before}${part}${tail}`)).slice(0, maximum);
};
