/** Everything that will travel, verified and laid out on this machine, before any host is touched. */
import {stat} from 'node:fs/promises';
import type {Binary, Plan} from '../plan/types.ts';
import type {ClusterSpec} from '../spec/types.ts';
import type {Reason} from './artifacts/artifact-error.ts';
import {defaultCache} from './artifacts/cache.ts';
import {rememberedDigest} from './artifacts/digest.ts';
import {fetchArtifacts} from './artifacts/fetch-artifacts.ts';
import {type FoundImage, findImages, type SummedImage} from './artifacts/find-images.ts';
import {proxyEnvironment} from './artifacts/proxy.ts';
import type {Progress} from './artifacts/types.ts';
import {unpackBinaries} from './artifacts/unpack.ts';
import {takeBundle} from './bundle/take-bundle.ts';
import {type Folder, writeWhole} from './folder.ts';
import {readProxyCredentials} from './proxy-credentials.ts';

export type PrepareOptions = {
	readonly allowUnpinned: boolean;
	readonly onProgress?: (progress: Progress) => void;
	readonly onPassedOver?: (reason: Reason) => void;
	readonly signal?: AbortSignal;
};

const withSum = async (image: FoundImage): Promise<SummedImage> => ({
	...image,
	sha256: await rememberedDigest(image.file, 'sha256', defaultCache()),
	size: (await stat(image.file)).size,
});

/** Where the artifacts are, and every image archive. */
const placesOf = async (plan: Plan, spec: ClusterSpec, folder: Folder, options: PrepareOptions) => {
	const {from} = spec.artifacts;
	if (from === 'bundle') return takeBundle(spec, folder, plan.artifacts, options);
	const sources = {...spec.artifacts, from};
	return {sources, images: await Promise.all((await findImages(sources, folder.directory)).map(withSum))};
};

/** Throws ArtifactError, which names every artifact that is missing, wrong or not pinned. */
export const prepareArtifacts = async (plan: Plan, spec: ClusterSpec, folder: Folder, options: PrepareOptions): Promise<void> => {
	const {sources, ...others} = await placesOf(plan, spec, folder, options);
	const env = proxyEnvironment(spec, await readProxyCredentials(spec, folder));
	const fetched = await fetchArtifacts(plan.artifacts, sources, {directory: folder.directory, env, ...options});
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
	const archives = Object.fromEntries(
		await Promise.all(
			Object.values(fetched).map(async ({id, name, file, sum}) => [
				id,
				{name, algorithm: sum.algorithm, sum: sum.value, size: (await stat(file)).size},
			]),
		),
	);
	await writeWhole(folder.unpacked, `${JSON.stringify({binaries, artifacts, archives, ...others})}\n`);
};
