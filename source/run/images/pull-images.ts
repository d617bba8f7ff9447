import type {NeededImage} from '../../plan/needs.ts';
import {ArtifactError, type Reason} from '../artifacts/artifact-error.ts';
import type {FoundImage} from '../artifacts/find-images.ts';
import {useProxy} from '../artifacts/proxy.ts';
import {settingsOf} from '../artifacts/settings.ts';
import type {FetchOptions} from '../artifacts/types.ts';
import {pullImage} from './pull-image.ts';
import {baseOf, nameOf} from './registry.ts';

/** Pulls images one after another, through the proxy of the environment. Throws one ArtifactError with every reason of every image. */
export const pullImages = async (
	images: readonly NeededImage[],
	options: FetchOptions,
	onPull: (image: NeededImage) => void = () => {},
): Promise<FoundImage[]> => {
	const settings = settingsOf(options);
	const pulled: FoundImage[] = [];
	const reasons: Reason[] = [];
	const restore = useProxy(
		settings.env,
		images.map(({reference}) => baseOf(nameOf(reference))),
	);
	try {
		for (const image of images) {
			onPull(image);
			try {
				pulled.push(await pullImage(image, settings));
			} catch (error) {
				if (!(error instanceof ArtifactError)) throw error;
				reasons.push(...error.reasons);
			}
		}
	} finally {
		restore();
	}
	if (reasons.length > 0) throw new ArtifactError(reasons);
	return pulled;
};
