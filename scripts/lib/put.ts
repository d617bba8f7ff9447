import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {readSecret} from '../../source/pki/read-secret.ts';
import type {File, Task} from '../../source/plan/types.ts';
import type {Folder} from '../../source/run/folder.ts';
import {texts} from '../../source/texts/texts.ts';
import {proxyLines} from './proxy-lines.ts';
import type {Shell} from './shell.ts';
import {told} from './told.ts';
import {type Archive, pull} from './transfer/pull.ts';
import type {Send, Shares} from './transfer/send.ts';

export type Put = () => Promise<readonly string[]>;
type Tools = {readonly $: Shell; readonly task: Task; readonly folder: Folder; readonly changed: (what: string) => void};

/** The bytes of a file: a secret's come from pki/ only here, and go nowhere but down the connection. */
const bytesOf = async (file: File, folder: Folder): Promise<Buffer> =>
	Buffer.from(file.secret ? await readSecret(folder.pki, file.secret) : file.content);

const octal = (mode: number): string => mode.toString(8);

const header = ({mode, owner, path}: Placed, bytes: Buffer): Buffer =>
	Buffer.from(`${createHash('sha256').update(bytes).digest('hex')} ${octal(mode)} ${owner} ${bytes.length} ${path}\n`);

type Placed = Pick<File, 'path' | 'mode' | 'owner'>;

/** Places one file with other bytes than the plan's; tells whether it is otherwise than before. They go nowhere but down the connection. */
export const putBytes = async ($: Shell, file: Placed, bytes: Buffer): Promise<boolean> => {
	const {stdout} = await $({input: Buffer.concat([header(file, bytes), bytes])})`put`;
	return told(stdout, 'changed').length > 0;
};

export const makePut =
	({$, task, folder, changed}: Tools): Put =>
	async () => {
		if (task.files.length === 0) return [];
		const parts: Buffer[] = [];
		for (const file of task.files) {
			const bytes = await bytesOf(file, folder);
			parts.push(header(file, bytes), bytes);
		}
		const {stdout} = await $({input: Buffer.concat(parts)})`put`;
		const changedPaths = told(stdout, 'changed');
		for (const path of changedPaths) changed(path);
		return changedPaths;
	};

/** `.unpacked.json` of the cluster's folder: per host, its paths and where their bytes lie on this machine; image archives; packages. */
export type Unpacked = {
	readonly binaries: Readonly<
		Record<string, Readonly<Record<string, {readonly file: string; readonly sha256: string; readonly size: number}>>>
	>;
	/** What they came out of: the artifact's path of the catalog, which names its version, by id. */
	readonly artifacts?: Readonly<Record<string, string>>;
	/** The archives themselves, by id, as they were verified here. */
	readonly archives?: Readonly<Record<string, Archive>>;
	/** Where an install comes from a bundle: per host, the folder on this machine with its packages and their index. */
	readonly packages?: Readonly<Record<string, string>>;
	readonly images: ReadonlyArray<{
		readonly file: string;
		readonly sha256: string;
		readonly size: number;
		readonly references: readonly string[];
		/** The one processor that the images of an archive are for. */
		readonly arch?: string;
	}>;
};

export const readUnpacked = async (folder: Folder): Promise<Unpacked> => JSON.parse(await readFile(folder.unpacked, 'utf8')) as Unpacked;

type BinaryTools = Tools & {readonly send: Send; readonly shares: Shares; readonly waiting: (what: string) => void};

/** Places the task's binaries; each is brought only when the host does not have it: by the host itself where it is told of places, else over ssh. */
export const makePutBinaries =
	({$, task, folder, changed, send, shares, waiting}: BinaryTools) =>
	async (): Promise<void> => {
		const {binaries, archives = {}} = await readUnpacked(folder);
		const wanted = task.binaries.map(binary => ({...binary, ...binaries[task.host]![binary.path]!}));
		const answer = await $({input: wanted.map(({sha256, path}) => `${sha256} ${path}\n`).join('')})`missing`;
		const missing = new Set(
			answer.stdout.split('\n').flatMap(line => (line.startsWith('missing ') ? [line.slice('missing '.length)] : [])),
		);
		const lacked = wanted.filter(({path}) => missing.has(path));
		const own = task.vars.places === undefined ? [] : lacked;
		const pulled = await pull(own, {$, vars: task.vars, shares, archives, proxy: await proxyLines(task.vars, folder)});
		for (const path of pulled.changed) changed(path);
		for (const id of pulled.lacking) waiting(texts.run.comesOverSsh(archives[id]!.name));
		const travelling = lacked.filter(({artifact}) => task.vars.places === undefined || pulled.lacking.has(artifact));
		for (const path of await send(travelling, 'binaries')) changed(path);
	};
