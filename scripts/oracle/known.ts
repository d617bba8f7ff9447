import {type FlaggedDaemon, flaggedDaemons} from '../../source/spec/types.ts';
import {readFlags, recorded} from './fixtures.ts';
import type {KnownFlag} from './probe-flags.ts';

type Recording = {readonly minor: string; readonly flags: Readonly<Record<string, KnownFlag>>};

const read = async (daemon: FlaggedDaemon): Promise<Recording[]> => {
	const prefix = daemon === 'etcd' ? 'etcd-' : '';
	const folders = await recorded(prefix);
	return Promise.all(folders.map(async folder => ({minor: folder.slice(prefix.length), flags: (await readFlags(folder))[daemon] ?? {}})));
};

/** `1.19-1.22,1.35-`: from one recorded minor to another; an open end reaches the newest recorded one. */
const rangesOf = (name: string, recordings: readonly Recording[]): string => {
	const runs: Array<{first: string; last: string; open: boolean}> = [];
	recordings.forEach(({minor, flags}, index) => {
		if (!flags[name]) return;
		const before = runs.at(-1);
		if (before && before.last === recordings[index - 1]?.minor) before.last = minor;
		else runs.push({first: minor, last: minor, open: false});
	});
	return runs.map(({first, last}) => `${first}-${last === recordings.at(-1)!.minor ? '' : last}`).join(',');
};

const shorten = (message: string): string =>
	message
		.replace(/ See https:\/\/\S+ for more information\.$/, '')
		.replace(/\s+/g, ' ')
		.trim();

const row = (name: string, recordings: readonly Recording[]): string => {
	const first = recordings.find(({flags}) => flags[name]?.deprecated !== undefined);
	const note = first ? ` ${first.minor} ${shorten(first.flags[name]!.deprecated!)}`.trimEnd() : '';
	return `${name} ${rangesOf(name, recordings)}${note}`;
};

const quoted = (text: string): string => {
	const escaped = text.replaceAll('\\', '\\\\');
	const count = (quote: string) => escaped.split(quote).length;
	return count("'") > count('"') ? `"${escaped.replaceAll('"', '\\"')}"` : `'${escaped.replaceAll("'", "\\'")}'`;
};

/** source/catalog/flags/known.ts: all that is recorded, short enough to ship. */
export const makeKnown = async (): Promise<string> => {
	const all = await Promise.all(flaggedDaemons.map(async daemon => ({daemon, recordings: await read(daemon)})));
	const key = (daemon: string) => (/^\w+$/.test(daemon) ? daemon : `'${daemon}'`);
	const minors = all.map(({daemon, recordings}) => `\t${key(daemon)}: '${recordings.map(({minor}) => minor).join(' ')}',`);
	const rows = all.map(({daemon, recordings}) => {
		const names = [...new Set(recordings.flatMap(({flags}) => Object.keys(flags)))].sort();
		return `\t${key(daemon)}: [\n${names.map(name => `\t\t${quoted(row(name, recordings))},`).join('\n')}\n\t],`;
	});
	return `// Made from fixtures/flags by scripts/oracle/all.ts: not to be edited.
import type {FlaggedDaemon} from '../../spec/types.ts';

/** The minors that were asked. */
export const askedMinors: Readonly<Record<FlaggedDaemon, string>> = {
${minors.join('\n')}
};

/** \`NAME RANGES\`, and for a deprecated one the first minor that says so and what it says. */
export const knownFlags: Readonly<Record<FlaggedDaemon, readonly string[]>> = {
${rows.join('\n')}
};
`;
};
