import type {Artifact, Sum} from '../../catalog/artifact-types.ts';
import {isPinned, mirrorUrls} from '../../catalog/mirrors.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError, type Reason} from './artifact-error.ts';
import {fromCache} from './from-cache.ts';
import {fromFolder} from './from-folder.ts';
import {fromRemote} from './from-remote.ts';
import {proxyOf, useProxy} from './proxy.ts';
import {failed} from './reasons.ts';
import {hasty, settingsOf} from './settings.ts';
import {type Source, sourcesOf} from './sources.ts';
import type {ArtifactSources, FetchedArtifact, FetchOptions, Settings} from './types.ts';

const t = texts.artifacts;
const atOnce = 3;

const whereOf = (source: Source): string => (source.origin === 'folder' ? source.folder : source.url);

/** What is found at one place; the cache stands before all that would have to travel. */
const fetchFrom = async (artifact: Artifact, source: Source, expected: Sum | undefined, settings: Settings): Promise<FetchedArtifact> => {
	if (source.origin === 'folder') return fromFolder(artifact, source.folder, expected, settings);
	const cached = expected === undefined ? undefined : await fromCache(artifact, expected, true, settings);
	return cached ?? fromRemote(artifact, source, expected, settings);
};

const fetchOne = async (artifact: Artifact, sources: readonly Source[], pinned: boolean, settings: Settings): Promise<FetchedArtifact> => {
	const expected = pinned ? artifact.sum : undefined;
	const reasons: Reason[] = [];
	const wrong: Reason[] = [];
	for (const source of sources) {
		try {
			const fetched = await fetchFrom(artifact, source, expected, source === sources.at(-1) ? settings : hasty(settings));
			wrong.forEach(settings.onPassedOver);
			return fetched;
		} catch (error) {
			settings.signal.throwIfAborted();
			const named = failed(artifact, whereOf(source), error, source.origin === 'folder' ? undefined : proxyOf(source.url, settings.env));
			if (named.kind === 'final') throw named;
			if (named.kind === 'wrong') wrong.push(...named.reasons);
			reasons.push(...named.reasons);
		}
	}

	throw new ArtifactError(reasons, {kind: 'absent'});
};

const refuseUnpinned = (artifacts: readonly Artifact[], sources: ArtifactSources): void => {
	const why = sources.sums === 'beside' ? t.notPinnedByChoice : t.notPinned;
	const reasons = artifacts
		.filter(artifact => !isPinned(artifact, sources))
		.map(({file, path}) => ({what: file, where: path, why, next: t.nextNotPinned}));
	if (reasons.length > 0) throw new ArtifactError(reasons);
};

/**
 * Gets every artifact onto this machine, each checked against its sum, three at a time; by artifact id.
 * Throws one ArtifactError with every reason of every artifact, or the signal's own reason when stopped.
 */
export const fetchArtifacts = async (
	artifacts: readonly Artifact[],
	sources: ArtifactSources,
	options: FetchOptions,
): Promise<Record<string, FetchedArtifact>> => {
	if (!options.allowUnpinned) refuseUnpinned(artifacts, sources);
	const settings = settingsOf(options);
	const fetched: Record<string, FetchedArtifact> = {};
	const reasons: Reason[] = [];
	const queue = artifacts.values();
	const work = async (): Promise<void> => {
		for (const artifact of queue) {
			try {
				const pinned = isPinned(artifact, sources);
				fetched[artifact.id] = await fetchOne(artifact, sourcesOf(artifact, sources, settings.directory, pinned), pinned, settings);
			} catch (error) {
				settings.signal.throwIfAborted();
				if (!(error instanceof ArtifactError)) throw error;
				reasons.push(...error.reasons);
			}
		}
	};

	const asked = sources.from === 'folder' ? [] : artifacts.flatMap(artifact => [artifact.url, ...mirrorUrls(artifact.path, sources, true)]);
	const restore = useProxy(settings.env, asked);
	await Promise.all(Array.from({length: atOnce}, work)).finally(restore);
	if (reasons.length > 0) throw new ArtifactError(reasons);
	return fetched;
};
