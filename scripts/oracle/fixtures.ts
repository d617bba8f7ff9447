/** What is recorded, as files: read by tests, written by record.ts. */
import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {FlaggedDaemon} from '../../source/spec/types.ts';
import type {Config, Line} from './emit.ts';
import {fixtures} from './places.ts';
import type {KnownFlag} from './probe-flags.ts';

export type Flags = {readonly [D in FlaggedDaemon]?: Readonly<Record<string, KnownFlag>>};
/** `asked`: how many names each daemon was asked for. `stub`: a kube-apiserver without its OpenAPI document, good for this alone. */
export type About = {
	readonly version: string;
	readonly says: string;
	readonly stub: boolean;
	readonly asked: Readonly<Record<string, number>>;
};
/** Without a code the executable was not there to be asked. */
export type ProbedLine = Omit<Line, 'flags'> & {readonly flags: string; readonly code?: number | null; readonly output: readonly string[]};
export type ProbedConfig = Omit<Config, 'content'> & {readonly sha256: string; readonly loads?: boolean; readonly complaint?: string};
export type Probed = {readonly lines: readonly ProbedLine[]; readonly configs: readonly ProbedConfig[]};

const byNumbers = (one: string, other: string): number => one.localeCompare(other, 'en', {numeric: true});

/** Names of folders: `1.20`, or `etcd-3.4`; oldest first. */
export const recorded = async (prefix: '' | 'etcd-'): Promise<string[]> =>
	(await readdir(fixtures))
		.filter(name => new RegExp(`^${prefix}\\d+\\.\\d+$`).test(name) && existsSync(path.join(fixtures, name, 'about.json')))
		.sort(byNumbers);

const read = async (...names: string[]): Promise<unknown> => JSON.parse(await readFile(path.join(fixtures, ...names), 'utf8'));

export const readFlags = async (folder: string): Promise<Flags> => (await read(folder, 'flags.json')) as Flags;
export const readAbout = async (folder: string): Promise<About> => (await read(folder, 'about.json')) as About;
export const readProbed = async (folder: string): Promise<Probed> => (await read(folder, 'emitted.json')) as Probed;

export const writeText = async (folder: string, name: string, text: string): Promise<void> => {
	await mkdir(path.join(fixtures, folder), {recursive: true});
	await writeFile(path.join(fixtures, folder, name), text);
};

export const writeAbout = (folder: string, about: About): Promise<void> =>
	writeText(folder, 'about.json', `${JSON.stringify(about, null, '\t')}\n`);

/** One flag a line, sorted. */
export const writeFlags = (folder: string, flags: Flags): Promise<void> => {
	const daemons = Object.entries(flags).map(([daemon, known]) => {
		const lines = Object.entries(known).map(([name, flag]) => `\t\t${JSON.stringify(name)}: ${JSON.stringify(flag)}`);
		return `\t${JSON.stringify(daemon)}: {\n${lines.sort().join(',\n')}\n\t}`;
	});
	return writeText(folder, 'flags.json', `{\n${daemons.join(',\n')}\n}\n`);
};

/** One command line or file a line. */
export const writeProbed = (folder: string, {lines, configs}: Probed): Promise<void> => {
	const list = (items: readonly unknown[]) => `[\n${items.map(item => `\t\t${JSON.stringify(item)}`).join(',\n')}\n\t]`;
	return writeText(folder, 'emitted.json', `{\n\t"lines": ${list(lines)},\n\t"configs": ${list(configs)}\n}\n`);
};
