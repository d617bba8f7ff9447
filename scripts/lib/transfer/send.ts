// Files of this machine to a host, each once: compressed where that pays, going on where an earlier transfer was cut, within the limits that were told.
import {createReadStream} from 'node:fs';
import {Readable} from 'node:stream';
import type {Vars} from '../../../source/plan/types.ts';
import type {Host} from '../../../source/spec/types.ts';
import type {Shell} from '../shell.ts';
import {told} from '../told.ts';
import {compressed, forget} from './compressed.ts';
import {linkSpeed} from './link-speed.ts';
import {makePace, makeTurns, type Pace, portion} from './pace.ts';
import {type Form, forms, type Parcel} from './parcel.ts';

/**
 * Bytes a second below which a link gains by compression. One core makes 120 MB of executables a second smaller, to a third, and 200 MB a second whole
 * again (`npm run bench:spread`): a link of 75 MB a second gains nothing the first time. Machines a third as fast are not to lose, either.
 */
export const slow = 25e6;

/** Bytes for which it pays to ask how fast the link is. */
const many = 1 << 24;

/** Brings files to their places; gives the paths that are otherwise than before. `as`: executables, which reset takes back. */
export type Send = (parcels: readonly Parcel[], as?: 'binaries') => Promise<string[]>;

/** One for all hosts of a phase: what they may take together. */
export type Shares = {
	readonly pace: Pace;
	readonly turn: ReturnType<typeof makeTurns>;
	readonly rate: number | undefined;
	/** What one host may take a second of what it fetches itself: the others that are served meanwhile take as much. */
	readonly share?: number | undefined;
};

/** @param hosts how many there are in the phase */
export const sharesOf = ({limit, atOnce}: Vars, hosts = 1): Shares => {
	const rate = typeof limit === 'number' ? limit : undefined;
	const together = typeof atOnce === 'number' ? atOnce : undefined;
	const share = rate && Math.max(1, Math.floor(rate / Math.min(together ?? hosts, hosts)));
	return {pace: makePace(rate), turn: makeTurns(together), rate, share};
};

type Began = {readonly form: Form; readonly bytes: number};

/** What is there of each from before a cut. */
const began = async ($: Shell, parcels: readonly Parcel[]): Promise<Map<string, Began>> => {
	const {stdout} = await $({input: parcels.map(({sha256}) => `${sha256}\n`).join('')})`arrived`;
	return new Map(
		told(stdout, 'at').map(line => {
			const [sum = '', form, bytes] = line.split(' ');
			return [sum, {form: forms.find(known => known === form)!, bytes: Number(bytes)}];
		}),
	);
};

type Tools = {readonly $: Shell; readonly host: Host; readonly vars: Vars; readonly shares: Shares};

/** Whether what a host lacks shall travel compressed. A file that began otherwise goes on as it began. */
const pays = async ({$, host, vars, shares: {rate = Infinity}}: Tools, parcels: readonly Parcel[]): Promise<boolean> => {
	if (vars.compress !== undefined || host.local) return vars.compress === 'always';
	if (parcels.reduce((sum, {size}) => sum + size, 0) < many) return false;
	return rate < slow || (await linkSpeed($)) < slow;
};

type Wire = {readonly file: string; readonly size: number; readonly form: Form};

const wireOf = async (parcel: Parcel, compress: boolean): Promise<Wire> => {
	const smaller = compress ? await compressed(parcel).catch(() => undefined) : undefined;
	return smaller ? {...smaller, form: 'gzip'} : {file: parcel.file, size: parcel.size, form: 'plain'};
};

const stream = (parcels: readonly Parcel[], there: ReadonlyMap<string, Began>, compress: boolean, {pace, rate}: Shares) => {
	const left = new Map(there);
	const prepare = (parcel: Parcel | undefined) =>
		parcel && wireOf(parcel, left.has(parcel.sha256) ? left.get(parcel.sha256)!.form === 'gzip' : compress);
	async function* bytes() {
		let next = prepare(parcels[0]);
		for (const [index, {sha256, path}] of parcels.entries()) {
			const {file, size, form} = (await next)!;
			const before = left.get(sha256);
			// The same bytes may have two places; what began is used up by the first.
			left.delete(sha256);
			const offset = before && before.form === form && before.bytes <= size ? before.bytes : 0;
			// The next one is compressed while this one travels.
			next = prepare(parcels[index + 1]);
			next?.catch(() => {});
			yield Buffer.from(`${sha256} ${offset} ${size - offset} ${form} ${path}\n`);
			for await (const part of createReadStream(file, {start: offset, highWaterMark: portion(rate)})) {
				await pace((part as Buffer).length);
				yield part as Buffer;
			}
		}
	}
	return Readable.from(bytes(), {objectMode: false, highWaterMark: portion(rate)});
};

/** A file whose bytes there are not those that its sum says is sent once more, from its beginning. */
const push = async (tools: Tools, parcels: readonly Parcel[], as: string, again = true): Promise<string[]> => {
	const {$, shares} = tools;
	const there = await began($, parcels);
	const {stdout} = await $({input: stream(parcels, there, await pays(tools, parcels), shares)})`receive ${as}`;
	const spoiled = new Set(told(stdout, 'spoiled'));
	if (spoiled.size > 0 && !again) throw new Error(`other bytes arrive than are sent: ${[...spoiled].join(', ')}`);
	const rest = parcels.filter(({path}) => spoiled.has(path));
	for (const parcel of rest) await forget(parcel);
	return [...told(stdout, 'changed'), ...(rest.length > 0 ? await push(tools, rest, as, false) : [])];
};

export const makeSend =
	(tools: Tools): Send =>
	(parcels, as) =>
		parcels.length === 0 ? Promise.resolve([]) : tools.shares.turn(() => push(tools, parcels, as ?? ''));
