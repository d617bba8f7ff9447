import {rm} from 'node:fs/promises';
import type {Artifact, Sum} from '../../catalog/artifact-types.ts';
import {cachedFile} from './cache.ts';
import {rememberedDigest} from './digest.ts';
import type {FetchedArtifact, Settings} from './types.ts';

/** A file that an earlier run put into the cache, or undefined. One that has changed since is removed. */
export const fromCache = async (
	artifact: Artifact,
	sum: Sum,
	pinned: boolean,
	{cache, signal}: Settings,
): Promise<FetchedArtifact | undefined> => {
	const file = cachedFile(cache, artifact.file, sum);
	const actual = await rememberedDigest(file, sum.algorithm, cache, signal).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (actual === sum.value)
		return {id: artifact.id, file, name: artifact.file, arch: artifact.arch, sum, pinned, from: 'cache', where: file};
	await rm(file, {force: true});
	return undefined;
};
