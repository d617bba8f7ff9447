import {homedir} from 'node:os';
import path from 'node:path';
import type {Artifact} from '../../catalog/artifact-types.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError} from './artifact-error.ts';
import type {ArtifactSources} from './types.ts';

/** A place that artifacts are looked for. The cache is not one: it stands before every remote place. */
export type Source =
	| {readonly origin: 'folder'; readonly folder: string}
	| {readonly origin: 'mirror' | 'download'; readonly urlOf: (artifact: Artifact) => string};

/** A folder as the spec names it: `~` is the person's home, anything else is relative to the cluster's folder. */
export const absolute = (folder: string, directory: string): string =>
	path.resolve(directory, folder === '~' || folder.startsWith('~/') ? path.join(homedir(), folder.slice(1)) : folder);

const noSource = (from: string): never => {
	const t = texts.artifacts;
	throw new ArtifactError([{what: 'artifacts', where: 'cluster.yaml', why: t.noSource(from), next: t.nextMissing}]);
};

/** The places of a spec in the order they are asked. Throws an ArtifactError when the chosen one is not named. */
export const sourcesOf = ({from, path: folder, url}: ArtifactSources, directory: string): Source[] => {
	const folders: Source[] = folder === undefined ? [] : [{origin: 'folder', folder: absolute(folder, directory)}];
	const base = url?.replace(/\/+$/, '');
	const mirrors: Source[] = base === undefined ? [] : [{origin: 'mirror', urlOf: ({path}) => `${base}/${path}`}];
	const official: Source = {origin: 'download', urlOf: ({url}) => url};
	if (from === 'folder') return folders.length > 0 ? folders : noSource(from);
	if (from === 'mirror') return mirrors.length > 0 ? mirrors : noSource(from);
	return from === 'download' ? [official] : [...folders, ...mirrors, official];
};
