import {createReadStream, createWriteStream} from 'node:fs';
import {mkdir, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {defaultCache} from '../../../source/run/artifacts/cache.ts';
import type {Parcel} from './parcel.ts';

/** Of what is compressed in itself, packages among them, nothing is to be gained. */
const dense = /\.(deb|gz|tgz|xz|zst)$/;
/** Part of the size above which it is left as it is. */
const worth = 0.9;

const sizeOf = (file: string): Promise<number | undefined> =>
	stat(file).then(
		({size}) => size,
		() => undefined,
	);

const madeOf = (sha256: string, cache: string): string => path.join(cache, 'compressed', `${sha256}.gz`);

const compress = async ({file, sha256}: Parcel, cache: string): Promise<string> => {
	const made = madeOf(sha256, cache);
	if ((await sizeOf(made)) !== undefined) return made;
	const temporary = `${made}.${process.pid}.tmp`;
	await mkdir(path.dirname(made), {recursive: true});
	// Every host has gzip. The lowest level takes a third of the time of the usual one, and what it makes of executables is a tenth larger.
	await pipeline(
		createReadStream(file, {highWaterMark: 1 << 20}),
		createGzip({level: 1, chunkSize: 1 << 18}),
		// Flushed: what is here under its name is believed.
		createWriteStream(temporary, {flush: true}),
	);
	await rename(temporary, made);
	return made;
};

const begun = new Map<string, Promise<{readonly file: string; readonly size: number} | undefined>>();

/** The same file compressed, once for all hosts and all runs: it stays in the cache, by the sum of what it holds. Undefined where it gets hardly smaller. */
export const compressed = (parcel: Parcel, cache: string = defaultCache()) => {
	const make = async () => {
		if (dense.test(parcel.file)) return undefined;
		const file = await compress(parcel, cache);
		const size = (await sizeOf(file))!;
		return size <= parcel.size * worth ? {file, size} : undefined;
	};
	const known = begun.get(`${cache} ${parcel.sha256}`) ?? make();
	begun.set(`${cache} ${parcel.sha256}`, known);
	return known;
};

/** What is kept of it is not believed any more. */
export const forget = async ({sha256}: Parcel, cache: string = defaultCache()): Promise<void> => {
	begun.delete(`${cache} ${sha256}`);
	await rm(madeOf(sha256, cache), {force: true});
};
