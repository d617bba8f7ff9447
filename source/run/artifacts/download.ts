import {type FileHandle, open, rm, stat} from 'node:fs/promises';
import type {Artifact} from '../../catalog/artifact-types.ts';
import {texts} from '../../texts/texts.ts';
import {readJson, writeJson} from './cache.ts';
import {persist} from './persist.ts';
import {meter} from './progress.ts';
import {refuse, stallGuard} from './request.ts';
import type {Settings} from './types.ts';

/** What must still be true of the file at the other end for the rest to fit what is here. */
type Mark = {readonly url: string; readonly validator: string; readonly total: number};

export const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;

export const removePart = async (part: string): Promise<void> => {
	await rm(part, {force: true});
	await rm(`${part}.json`, {force: true});
};

// A weak ETag does not promise equal bytes, so it may not stand in If-Range.
const validatorOf = ({headers}: Response): string => {
	const etag = headers.get('etag');
	return etag?.startsWith('"') ? etag : (headers.get('last-modified') ?? '');
};

/** Where the bytes of an answer belong and how long the whole file is, 0 when unknown. */
const extentOf = ({status, headers}: Response): {readonly start: number; readonly total: number} => {
	if (status !== 206) return {start: 0, total: Number(headers.get('content-length') ?? 0)};
	const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
	return {start: start === undefined ? Number.NaN : Number(start), total: Number(total) || 0};
};

const ask = async (url: string, part: string, get: NonNullable<Settings['fetch']>, signal: AbortSignal): Promise<Response> => {
	const here = await sizeOf(part);
	const mark = await readJson<Mark>(`${part}.json`);
	const resume = here > 0 && mark?.url === url && mark.validator !== '';
	// Compressed on the way, lengths and ranges would not be those of the file.
	const headers = {'accept-encoding': 'identity', ...(resume && {range: `bytes=${here}-`, 'if-range': mark.validator})};
	const response = await get(url, {headers, signal});
	const fits = response.status === 200 || (response.status === 206 && extentOf(response).start === here);
	if (fits) return response;
	if (!resume || (response.status !== 206 && response.status !== 416)) throw await refuse(response);
	await response.body?.cancel();
	await removePart(part);
	return ask(url, part, get, signal);
};

const pour = async (response: Response, handle: FileHandle, onBytes: (count: number) => void): Promise<void> => {
	for await (const chunk of response.body ?? []) {
		for (let rest = chunk; rest.length > 0; ) rest = rest.subarray((await handle.write(rest)).bytesWritten);
		onBytes(chunk.length);
	}

	await handle.sync();
};

const attempt = async (artifact: Artifact, url: string, part: string, settings: Settings): Promise<void> => {
	using guard = stallGuard(settings);
	const response = await ask(url, part, settings.fetch ?? fetch, guard.signal);
	const {start, total} = extentOf(response);
	await writeJson(`${part}.json`, {url, validator: validatorOf(response), total} satisfies Mark);
	const measured = meter({id: artifact.id, what: artifact.file, where: url, start, total}, settings.onProgress);
	await using handle = await open(part, start === 0 ? 'w' : 'a');
	await pour(response, handle, count => {
		guard.alive();
		measured.add(count);
	});
	measured.end();
	if (total > 0 && measured.done !== total) throw new Error(texts.artifacts.truncated(measured.done, total));
};

/**
 * Fetches a file into `part`, whose folder is there, going on where an earlier attempt or an earlier run stopped.
 * Starts again when the file at the other end is another one by now. What has arrived stays when it fails.
 */
export const download = async (artifact: Artifact, url: string, part: string, settings: Settings): Promise<void> => {
	const mark = await readJson<Mark>(`${part}.json`);
	const whole = mark?.url === url && mark.total > 0 && mark.total === (await sizeOf(part));
	if (!whole)
		await persist(
			() => attempt(artifact, url, part, settings),
			settings,
			() => sizeOf(part),
		);
};
