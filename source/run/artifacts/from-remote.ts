import {mkdir, rename} from 'node:fs/promises';
import path from 'node:path';
import type {Artifact, Sum} from '../../catalog/artifact-types.ts';
import {ArtifactError} from './artifact-error.ts';
import {cachedFile, keyOf, readJson, writeJson} from './cache.ts';
import {digestFile, rememberDigest} from './digest.ts';
import {download, removePart} from './download.ts';
import {fromCache} from './from-cache.ts';
import {HttpError} from './http-error.ts';
import {holdPart} from './part.ts';
import {absent, noSum, wrongSum} from './reasons.ts';
import {exists, fetchText} from './request.ts';
import type {Source} from './sources.ts';
import {parseSumFile, sumFileNames} from './sum-file.ts';
import type {FetchedArtifact, Settings} from './types.ts';

type Remote = Exclude<Source, {origin: 'folder'}>;

const sumFromServer = async (artifact: Artifact, url: string, settings: Settings): Promise<Sum> => {
	let text: string | undefined;
	for (const name of sumFileNames(artifact)) {
		const source = new URL(name, url).href;
		text = (await fetchText(source, settings)) ?? text;
		const value = text === undefined ? undefined : parseSumFile(text, artifact.file);
		if (value !== undefined) return {algorithm: 'sha256', value, source};
	}

	throw (await exists(url, settings)) ? noSum(artifact, url, text) : absent(artifact, [url]);
};

/** The sum that lies beside a file. It is kept, so that what is in the cache still serves when the server is away. */
const sumBeside = async (artifact: Artifact, url: string, settings: Settings): Promise<Sum> => {
	const memory = path.join(settings.cache, 'beside', `${keyOf(url)}.json`);
	try {
		const sum = await sumFromServer(artifact, url, settings);
		await writeJson(memory, sum);
		return sum;
	} catch (error) {
		settings.signal.throwIfAborted();
		const kept = error instanceof ArtifactError ? undefined : await readJson<Sum>(memory);
		if (kept === undefined) throw error;
		return kept;
	}
};

const intoCache = async (artifact: Artifact, url: string, sum: Sum, settings: Settings): Promise<string> => {
	await using held = await holdPart(settings.cache, url, sum.value);
	await download(artifact, url, held.part, settings);
	const actual = await digestFile(held.part, sum.algorithm, settings.signal);
	if (actual !== sum.value) {
		await removePart(held.part);
		throw wrongSum(artifact, url, actual, sum);
	}

	const file = cachedFile(settings.cache, artifact.file, sum);
	await mkdir(path.dirname(file), {recursive: true});
	await rename(held.part, file);
	await removePart(held.part);
	await rememberDigest(file, sum.algorithm, settings.cache, actual);
	return file;
};

/** A file from a mirror or its official place, by way of the cache. `expected`: the published sum, if that is wanted. */
export const fromRemote = async (
	artifact: Artifact,
	source: Remote,
	expected: Sum | undefined,
	settings: Settings,
): Promise<FetchedArtifact> => {
	const {url} = source;
	const pinned = expected !== undefined;
	try {
		const sum = expected ?? (await sumBeside(artifact, url, settings));
		const cached = await fromCache(artifact, sum, pinned, settings);
		if (cached !== undefined) return cached;
		const file = await intoCache(artifact, url, sum, settings);
		return {id: artifact.id, file, name: artifact.file, arch: artifact.arch, sum, pinned, from: source.origin, where: url};
	} catch (error) {
		throw error instanceof HttpError ? absent(artifact, [url], error.message) : error;
	}
};
