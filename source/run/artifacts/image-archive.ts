import path from 'node:path';
import {list} from 'tar';
import {fullReference} from '../../catalog/image-reference.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError} from './artifact-error.ts';

/** What a docker-archive says of itself. */
export type ImageArchive = {
	/** Each with its registry and tag. */
	readonly references: readonly string[];
	/** Of the images in it, `amd64`; absent where none is named or they differ. */
	readonly arch?: string;
};

/** Bytes. What says something of an image is smaller; its layers are not kept, however small. */
const most = 1 << 20;

/** The small files of a tar archive, gzipped or not, by name. */
const smallFiles = async (file: string): Promise<Map<string, Buffer>> => {
	const parts = new Map<string, Buffer[]>();
	await list({
		file,
		onReadEntry: entry => {
			if (entry.size > most) return;
			const own: Buffer[] = [];
			parts.set(path.normalize(entry.path), own);
			entry.on('data', part => own.push(part));
		},
	});
	return new Map([...parts].map(([name, own]) => [name, Buffer.concat(own)]));
};

type Manifest = ReadonlyArray<{readonly Config: string; readonly RepoTags: readonly string[] | null}>;

/** Reads the manifest of an archive made by `docker save` or `ctr images export`. Throws an ArtifactError when it has none. */
export const readImageArchive = async (file: string): Promise<ImageArchive> => {
	const files = await smallFiles(file);
	const text = files.get('manifest.json');
	if (text === undefined)
		throw new ArtifactError([{what: path.basename(file), where: file, why: texts.run.noManifest, next: texts.run.noManifestNext}]);
	const manifest = JSON.parse(text.toString()) as Manifest;
	const configs = manifest.flatMap(({Config}) => files.get(path.normalize(Config)) ?? []);
	const arches = new Set(configs.map(config => (JSON.parse(config.toString()) as {architecture?: string}).architecture));
	const [arch] = arches;
	const references = manifest.flatMap(({RepoTags}) => RepoTags ?? []).map(fullReference);
	return {references, ...(arch !== undefined && arches.size === 1 && {arch})};
};
