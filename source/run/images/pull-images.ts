import {rm} from 'node:fs/promises';
import {nameOf} from '../../catalog/image-reference.ts';
import type {NeededImage} from '../../plan/needs.ts';
import {ArtifactError, type Reason} from '../artifacts/artifact-error.ts';
import type {FoundImage} from '../artifacts/find-images.ts';
import {useProxy} from '../artifacts/proxy.ts';
import {hasty, settingsOf} from '../artifacts/settings.ts';
import type {FetchOptions, Settings} from '../artifacts/types.ts';
import {type PulledImage, pullImage} from './pull-image.ts';
import {type OwnRegistries, openPlaces, type PullPlace} from './pull-places.ts';
import {isGeneral, refusedPull} from './refused-pull.ts';

/** By host: what is wrong with a registry, so that it is asked once and not for each image. */
type Away = Map<string, ArtifactError>;

/** From the first place that has it. */
const pullFrom = async (image: NeededImage, places: readonly PullPlace[], away: Away, settings: Settings): Promise<PulledImage> => {
	const what = image.reference;
	const reasons: Reason[] = [];
	const odd: Reason[] = [];
	for (const place of places) {
		const before = away.get(place.host);
		if (before !== undefined) {
			reasons.push(...before.reasons.map(reason => ({...reason, what, where: place.base})));
			continue;
		}
		try {
			const found = await pullImage(image, place, place === places.at(-1) ? settings : hasty(settings));
			odd.forEach(settings.onPassedOver);
			return found;
		} catch (error) {
			settings.signal.throwIfAborted();
			const refused = refusedPull(what, place, error);
			if (refused.kind === 'final') throw refused;
			if (refused.kind === 'wrong') odd.push(...refused.reasons);
			if (isGeneral(refused)) away.set(place.host, refused);
			reasons.push(...refused.reasons);
		}
	}
	throw new ArtifactError(reasons, {kind: 'absent'});
};

/**
 * Pulls images one after another, each from the first place that has it: mirrors among the person's registries, then the registry of its name; through
 * the proxy of the environment. Once there is an archive of each, their blobs leave the cache. Throws one ArtifactError with every reason of every place and image.
 */
export const pullImages = async (
	images: readonly NeededImage[],
	own: OwnRegistries,
	options: FetchOptions,
	onPull: (image: NeededImage) => void = () => {},
): Promise<FoundImage[]> => {
	const settings = settingsOf(options);
	const placesOf = openPlaces(own, settings);
	const wanted = images.map(image => ({image, places: placesOf(nameOf(image.reference))}));
	const away: Away = new Map();
	const pulled: PulledImage[] = [];
	const reasons: Reason[] = [];
	const restore = useProxy(
		settings.env,
		wanted.flatMap(({places}) => places.map(({base}) => base)),
	);
	try {
		for (const {image, places} of wanted) {
			onPull(image);
			try {
				pulled.push(await pullFrom(image, places, away, settings));
			} catch (error) {
				if (!(error instanceof ArtifactError)) throw error;
				reasons.push(...error.reasons);
			}
		}
	} finally {
		restore();
	}
	if (reasons.length > 0) throw new ArtifactError(reasons);
	for (const folder of pulled.flatMap(({kept}) => kept)) await rm(folder, {recursive: true, force: true});
	return pulled.map(({image}) => image);
};
