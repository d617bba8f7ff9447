import {createHash} from 'node:crypto';
import {rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {type NeededImage, needsOf} from '../../plan/needs.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError, explain, type Reason} from '../artifacts/artifact-error.ts';
import {defaultCache} from '../artifacts/cache.ts';
import {rememberedDigest} from '../artifacts/digest.ts';
import {fetchArtifacts} from '../artifacts/fetch-artifacts.ts';
import {type FoundImage, findImages} from '../artifacts/find-images.ts';
import {proxyEnvironment} from '../artifacts/proxy.ts';
import {absolute} from '../artifacts/sources.ts';
import type {ArtifactSources} from '../artifacts/types.ts';
import type {Folder} from '../folder.ts';
import {pullImages} from '../images/pull-images.ts';
import {readOwnFiles} from '../own-files.ts';
import {readProxyCredentials} from '../proxy-credentials.ts';
import {readFacts} from '../read-facts.ts';
import {readRegistryAuthorities, readRegistryCredentials} from '../registry-files.ts';
import {fetchPackages} from './fetch-packages.ts';
import {artifactName, imageName, missingImages} from './lacking.ts';
import {openBundle, refuse} from './open-bundle.ts';
import {isName} from './read-lock.ts';
import {format, type Lock, lockName, type Source} from './types.ts';
import {type Content, writeTar} from './write-tar.ts';

const t = texts.bundle;

type Options = {
	/** The person's yes to files without a published sum. */
	readonly allowUnpinned: boolean;
	/** Whether packages of the distribution go in, too. */
	readonly packages: boolean;
	/** Whether images that no archive of the person's holds are pulled from their registries. */
	readonly pull: boolean;
	/** Relative to the working directory. */
	readonly output?: string | undefined;
	readonly cache?: string;
	/** A place that had other bytes than were published; another one was asked. */
	readonly onPassedOver?: (reason: Reason) => void;
	/** Hears of each image before it is pulled. */
	readonly onPull?: (image: NeededImage) => void;
	readonly signal?: AbortSignal;
};

/** Where the parts come from: a spec that names a bundle asks the official places, or its mirror, when one is made. */
const sourcesOf = (artifacts: ClusterSpec['artifacts']): ArtifactSources => {
	if (artifacts.from !== 'bundle') return {...artifacts, from: artifacts.from};
	const {path: _, ...others} = artifacts;
	return {...others, from: 'auto'};
};

/** The bundle of a spec, unless another place is told. */
export const bundleOf = ({name, kubernetes, artifacts}: ClusterSpec, {directory}: Folder): string =>
	artifacts.from === 'bundle' ? absolute(artifacts.path!, directory) : path.join(directory, `${name}-${kubernetes}.tar`);

/** Only a bundle is written over. */
const refuseOther = async (file: string): Promise<void> => {
	if ((await stat(file).catch(() => undefined)) === undefined) return;
	const bundle = await openBundle(file).catch(() => undefined);
	if (bundle === undefined) throw refuse(file, t.inTheWay, {next: t.nextOutput});
	await bundle[Symbol.asyncDispose]();
};

const imageMember = async ({file, references, arch}: FoundImage, cache: string, signal?: AbortSignal): Promise<Source> => {
	if (arch === undefined) throw refuse(file, t.noArch, {next: t.nextImage});
	if (!isName(imageName(file))) throw refuse(file, t.imageName, {next: t.nextImageName});
	const {size} = await stat(file);
	const version = references[0]?.replace(/^.*[:@]/, '') ?? '';
	const sha256 = await rememberedDigest(file, 'sha256', cache, signal);
	return {file, member: {name: imageName(file), kind: 'image', version, arch, size, sha256, references}};
};

const unsaved = ({reference, arch}: NeededImage): Reason => ({
	what: reference,
	where: 'artifacts.images',
	why: t.noArchive(arch),
	next: t.nextImage,
});

const byName = (a: Source, b: Source): number => (a.member.name < b.member.name ? -1 : 1);

const lockOf = (kubernetes: string, needs: object, architectures: readonly string[], sources: readonly Source[]): Lock => ({
	format,
	kubernetes,
	architectures,
	needs: createHash('sha256').update(JSON.stringify(needs)).digest('hex'),
	members: sources.map(({member}) => member),
});

const write = async (file: string, lock: Lock, sources: readonly Source[], signal?: AbortSignal): Promise<void> => {
	const part = `${file}.part`;
	const contents: Content[] = [
		{name: lockName, bytes: Buffer.from(`${JSON.stringify(lock, undefined, '\t')}\n`)},
		...sources.map(({file, member: {name, size, sha256}}) => ({name, file, size, sha256})),
	];
	try {
		await writeTar(part, contents, signal);
		await rename(part, file);
	} catch (error) {
		await rm(part, {force: true});
		signal?.throwIfAborted();
		const {why, next} = explain(error);
		throw refuse(file, why, {next});
	}
};

/**
 * Makes one file of all that an install of the spec takes from elsewhere; the same input gives the same bytes. What an earlier attempt fetched
 * lies in the cache. Returns its path. Throws an ArtifactError with all that cannot be had; then there is no file.
 */
export const createBundle = async (
	spec: ClusterSpec,
	folder: Folder,
	{allowUnpinned, packages, pull, output, cache = defaultCache(), onPassedOver, onPull, signal}: Options,
): Promise<string> => {
	const file = output === undefined ? bundleOf(spec, folder) : path.resolve(output);
	await refuseOther(file);
	const needs = needsOf(spec, await readFacts(folder), await readOwnFiles(spec, folder));
	const places = sourcesOf(spec.artifacts);
	const env = proxyEnvironment(spec, await readProxyCredentials(spec, folder));
	const images: Source[] = [];
	for (const image of await findImages(places, folder.directory)) images.push(await imageMember(image, cache, signal));
	const missing = missingImages(
		needs.images,
		images.map(({member}) => member),
	);
	if (missing.length > 0 && !pull) throw new ArtifactError(missing.map(unsaved));
	const own = {
		registries: spec.registries,
		credentials: await readRegistryCredentials(spec, folder),
		authorities: await readRegistryAuthorities(spec, folder),
	};
	for (const image of await pullImages(missing, own, {directory: folder.directory, cache, env, onPassedOver, signal}, onPull))
		images.push(await imageMember(image, cache, signal));
	const names = images.map(({member}) => member.name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw refuse(file, t.sameName, {what: twice, next: t.nextSameName});
	const fetched = await fetchArtifacts(needs.artifacts, places, {
		directory: folder.directory,
		cache,
		env,
		allowUnpinned,
		onPassedOver,
		signal,
	});
	const fetchedPackages = packages ? await fetchPackages(needs.packages, cache, env, signal) : [];
	const artifacts = await Promise.all(
		needs.artifacts.map(async (artifact): Promise<Source> => {
			const {file, sum, pinned} = fetched[artifact.id]!;
			const sha256 = await rememberedDigest(file, 'sha256', cache, signal);
			const {version, arch} = artifact;
			const {size} = await stat(file);
			return {file, member: {name: artifactName(artifact), kind: 'artifact', version, arch, size, sha256, ...(pinned && {published: sum})}};
		}),
	);
	const sources = [...artifacts.sort(byName), ...images.sort(byName), ...fetchedPackages.sort(byName)];
	const arches = [...new Set([...needs.artifacts, ...needs.images].map(({arch}) => arch))].sort();
	await write(file, lockOf(spec.kubernetes, needs, arches, sources), sources, signal);
	return file;
};
