import path from 'node:path';
import type {Artifact} from '../../catalog/artifact-types.ts';
import {type Needs, needsOf} from '../../plan/needs.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {ArtifactError} from '../artifacts/artifact-error.ts';
import {defaultCache} from '../artifacts/cache.ts';
import type {SummedImage} from '../artifacts/find-images.ts';
import {absolute} from '../artifacts/sources.ts';
import type {ArtifactSources} from '../artifacts/types.ts';
import type {Folder} from '../folder.ts';
import {readOwnFiles} from '../own-files.ts';
import {readFacts} from '../read-facts.ts';
import {extractMember} from './extract-member.ts';
import {artifactName, lacking} from './lacking.ts';
import {offeredPackages, packagesFolder} from './offered-packages.ts';
import {type Bundle, openBundle} from './open-bundle.ts';
import type {Lock} from './types.ts';

type Options = {readonly cache?: string; readonly signal?: AbortSignal};

const fileOf = ({artifacts}: ClusterSpec, {directory}: Folder): string => absolute(artifacts.path!, directory);

/** Throws an ArtifactError when the bundle that the spec names is none, or is cut off. */
export const readBundleLock = async (spec: ClusterSpec, folder: Folder): Promise<Lock> => {
	await using bundle = await openBundle(fileOf(spec, folder));
	return bundle.lock;
};

const refuseLacking = ({lock, file}: Bundle, {artifacts}: ClusterSpec, needs: Needs): void => {
	const reasons = lacking(lock, needs, artifacts.images, file);
	if (reasons.length > 0) throw new ArtifactError(reasons);
};

/**
 * Throws an ArtifactError for a bundle that cannot do, as far as that is known before the hosts are looked at: of one that nobody looked at,
 * the architecture is not.
 */
export const refuseUnfit = async (spec: ClusterSpec, folder: Folder): Promise<void> => {
	if (spec.artifacts.from !== 'bundle') return;
	const found = await readFacts(folder);
	const looked = {...spec, hosts: spec.hosts.filter(({name}) => name in found)};
	await using bundle = await openBundle(fileOf(spec, folder));
	refuseLacking(bundle, spec, needsOf(looked, found, await readOwnFiles(spec, folder)));
};

/**
 * What an install takes, out of the bundle and in the cache, each checked against the lock file: a folder of artifacts, every image, and the folder of
 * packages of each host that the bundle has some for.
 * Throws an ArtifactError when the bundle is none, is cut off, damaged, or lacks something.
 */
export const takeBundle = async (
	spec: ClusterSpec,
	folder: Folder,
	artifacts: readonly Artifact[],
	{cache = defaultCache(), signal}: Options,
): Promise<{
	readonly sources: ArtifactSources;
	readonly images: readonly SummedImage[];
	readonly packages: Readonly<Record<string, string>>;
}> => {
	await using bundle = await openBundle(fileOf(spec, folder));
	const found = await readFacts(folder);
	refuseLacking(bundle, spec, {...needsOf(spec, found, await readOwnFiles(spec, folder)), artifacts});
	const base = path.join(cache, 'bundles', bundle.digest.slice(0, 32));
	const wanted = new Set(artifacts.map(artifactName));
	const images: SummedImage[] = [];
	for (const member of bundle.lock.members) {
		if (member.kind === 'image')
			images.push({
				file: await extractMember(bundle, member, base, cache, signal),
				references: member.references ?? [],
				arch: member.arch,
				sha256: member.sha256,
				size: member.size,
			});
		else if (wanted.has(member.name)) await extractMember(bundle, member, base, cache, signal);
	}
	const packages: Record<string, string> = {};
	for (const host of spec.hosts) {
		const facts = found[host.name];
		if (facts === undefined || offeredPackages(bundle.lock, facts).length === 0) continue;
		const folder = packagesFolder(facts);
		for (const member of bundle.lock.members)
			if (member.name.startsWith(`${folder}/`)) await extractMember(bundle, member, base, cache, signal);
		packages[host.name] = path.join(base, folder);
	}
	return {sources: {...spec.artifacts, from: 'folder', path: path.join(base, 'artifacts')}, images, packages};
};
