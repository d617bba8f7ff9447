import {homedir} from 'node:os';
import path from 'node:path';
import type {Artifact} from '../../catalog/artifact-types.ts';
import {mirrorUrls} from '../../catalog/mirrors.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError} from './artifact-error.ts';
import type {ArtifactSources} from './types.ts';

/** A place that artifacts are looked for. The cache is not one: it stands before every remote place. */
export type Source = {readonly origin: 'folder'; readonly folder: string} | {readonly origin: 'mirror' | 'download'; readonly url: string};

/** A folder as the spec names it: `~` is the person's home, anything else is relative to the cluster's folder. */
export const absolute = (folder: string, directory: string): string =>
	path.resolve(directory, folder === '~' || folder.startsWith('~/') ? path.join(homedir(), folder.slice(1)) : folder);

const noSource = (from: string): never => {
	const t = texts.artifacts;
	throw new ArtifactError([{what: 'artifacts', where: 'cluster.yaml', why: t.noSource(from), next: t.nextMissing}]);
};

/**
 * The places of an artifact in the order they are asked.
 * @param pinned whether a published sum vouches for it
 * Throws an ArtifactError when the chosen kind of place is not named.
 */
export const sourcesOf = (
	{url: official, path, file}: Artifact,
	sources: ArtifactSources,
	directory: string,
	pinned: boolean,
): Source[] => {
	const {from, path: folder} = sources;
	const folders: Source[] = folder === undefined ? [] : [{origin: 'folder', folder: absolute(folder, directory)}];
	const mirrors = mirrorUrls(path, sources, pinned).map((url): Source => ({origin: 'mirror', url}));
	if (from === 'folder') return folders.length > 0 ? folders : noSource(from);
	if (from === 'mirror' && mirrors.length === 0) {
		const t = texts.artifacts;
		throw new ArtifactError([{what: file, where: 'cluster.yaml', why: t.nowhere, next: t.nextMissing}]);
	}
	if (from === 'mirror') return mirrors;
	const download: Source = {origin: 'download', url: official};
	return from === 'download' ? [download] : [...folders, ...mirrors, download];
};
