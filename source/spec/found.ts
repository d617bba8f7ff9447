/** Where something is in a cluster.yaml: `['hosts', 2, 'address']`. */
export type Path = ReadonlyArray<string | number>;

/** A problem, before its path is written out. */
export type Found = {readonly path: Path; readonly reason: string; readonly example?: string | undefined};

/** `hosts[2].address`; keys that would mislead are quoted: `labels["a.b/c"]`. */
export const formatPath = (path: Path): string =>
	path.reduce<string>((text, part) => {
		if (typeof part === 'number') return `${text}[${part}]`;
		if (!/^\w+$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
		return text === '' ? part : `${text}.${part}`;
	}, '');
