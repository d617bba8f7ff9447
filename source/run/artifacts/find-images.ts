import {access} from 'node:fs/promises';
import path from 'node:path';
import {texts} from '../../texts/texts.ts';
import {ArtifactError} from './artifact-error.ts';
import {type ImageArchive, readImageArchive} from './image-archive.ts';
import {absolute} from './sources.ts';
import type {ArtifactSources} from './types.ts';

/** An image archive on this machine. */
export type FoundImage = ImageArchive & {readonly file: string};

/** An image archive that travels: with its sum, in lower-case hex, and its bytes. */
export type SummedImage = FoundImage & {readonly sha256: string; readonly size: number};

/** The image archives that a spec names. Throws an ArtifactError for one that is not there or none. */
export const findImages = ({path: folder = '.', images}: ArtifactSources, directory: string): Promise<FoundImage[]> => {
	const base = absolute(folder, directory);
	return Promise.all(
		images.map(async image => {
			const file = path.resolve(base, image);
			await access(file).catch(() => {
				throw new ArtifactError([{what: image, where: base, why: texts.run.noImage, next: texts.run.noImageNext}]);
			});
			return {file, ...(await readImageArchive(file))};
		}),
	);
};
