import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {Sum} from '../../catalog/artifact-types.ts';
import {keyOf, readJson, writeJson} from './cache.ts';

type Algorithm = Sum['algorithm'];

/** Lower-case hex. */
export const digestFile = async (file: string, algorithm: Algorithm, signal?: AbortSignal): Promise<string> => {
	const hash = createHash(algorithm);
	for await (const chunk of createReadStream(file, {highWaterMark: 1 << 20, ...(signal && {signal})})) hash.update(chunk as Buffer);
	return hash.digest('hex');
};

type Seen = {readonly mark: string; readonly value: string};

// The change time is part of the mark, which no ordinary program can set back.
const markOf = async (file: string): Promise<string> => {
	const {dev, ino, size, mtimeNs, ctimeNs} = await stat(file, {bigint: true});
	return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
};

const memoryOf = (file: string, algorithm: Algorithm, cache: string): string =>
	path.join(cache, 'seen', `${keyOf(`${algorithm} ${file}`)}.json`);

/** Keeps a digest that was just computed. */
export const rememberDigest = async (file: string, algorithm: Algorithm, cache: string, value: string): Promise<void> =>
	writeJson(memoryOf(file, algorithm, cache), {mark: await markOf(file), value} satisfies Seen);

/** The digest of a file; one whose inode, size and times are as they were is not read again. */
export const rememberedDigest = async (file: string, algorithm: Algorithm, cache: string, signal?: AbortSignal): Promise<string> => {
	const mark = await markOf(file);
	const seen = await readJson<Seen>(memoryOf(file, algorithm, cache));
	if (seen?.mark === mark) return seen.value;
	const value = await digestFile(file, algorithm, signal);
	await writeJson(memoryOf(file, algorithm, cache), {mark, value} satisfies Seen);
	return value;
};
