/** Everything that will travel, verified and laid out on this machine, before any host is touched. */
import {access} from 'node:fs/promises';
import path from 'node:path';
import {list} from 'tar';
import type {Binary, Plan} from '../plan/types.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {ArtifactError, type Reason} from './artifacts/artifact-error.ts';
import {fetchArtifacts} from './artifacts/fetch-artifacts.ts';
import {absolute} from './artifacts/sources.ts';
import type {Progress} from './artifacts/types.ts';
import {unpackBinaries} from './artifacts/unpack.ts';
import {type Folder, writeWhole} from './folder.ts';

/** The references in a docker-archive, as its manifest.json names them. */
const imageReferences = async (file: string): Promise<string[]> => {
	const parts: Buffer[] = [];
	await list({
		file,
		onReadEntry: entry => {
			if (path.normalize(entry.path) === 'manifest.json') entry.on('data', part => parts.push(part));
		},
	});
	if (parts.length === 0)
		throw new ArtifactError([{what: path.basename(file), where: file, why: texts.run.noManifest, next: texts.run.noManifestNext}]);
	return (JSON.parse(Buffer.concat(parts).toString()) as Array<{RepoTags: string[]}>).flatMap(({RepoTags}) => RepoTags);
};

const findImages = async (spec: ClusterSpec, folder: Folder) => {
	const base = absolute(spec.artifacts.path ?? '.', folder.directory);
	return Promise.all(
		spec.artifacts.images.map(async image => {
			const file = path.resolve(base, image);
			await access(file).catch(() => {
				throw new ArtifactError([{what: image, where: base, why: texts.run.noImage, next: texts.run.noImageNext}]);
			});
			return {file, references: await imageReferences(file)};
		}),
	);
};

export type PrepareOptions = {
	readonly allowUnpinned: boolean;
	readonly onProgress?: (progress: Progress) => void;
	readonly onPassedOver?: (reason: Reason) => void;
	readonly signal?: AbortSignal;
};

/** Throws ArtifactError, which names every artifact that is missing, wrong or not pinned. */
export const prepareArtifacts = async (plan: Plan, spec: ClusterSpec, folder: Folder, options: PrepareOptions): Promise<void> => {
	const fetched = await fetchArtifacts(plan.artifacts, spec.artifacts, {directory: folder.directory, ...options});
	const images = await findImages(spec, folder);
	const tasks = plan.steps.flatMap(step => step.tasks).filter(task => task.binaries.length > 0);
	const unpacked = new Map<string, Awaited<ReturnType<typeof unpackBinaries>>>();
	const archOf = (binary: Binary): string => fetched[binary.artifact]!.arch;
	for (const arch of new Set(tasks.flatMap(task => task.binaries.map(archOf)))) {
		const wanted = new Map(
			tasks.flatMap(task => task.binaries.filter(binary => archOf(binary) === arch).map(binary => [binary.path, binary])),
		);
		unpacked.set(arch, await unpackBinaries(fetched, [...wanted.values()]));
	}
	const binaries = Object.fromEntries(
		tasks.map(task => [
			task.host,
			Object.fromEntries(task.binaries.map(binary => [binary.path, unpacked.get(archOf(binary))![binary.path]])),
		]),
	);
	const artifacts = Object.fromEntries(plan.artifacts.map(artifact => [artifact.id, artifact.path]));
	await writeWhole(folder.unpacked, `${JSON.stringify({binaries, images, artifacts})}\n`);
};
