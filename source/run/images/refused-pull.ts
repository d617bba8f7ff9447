import {texts} from '../../texts/texts.ts';
import {ArtifactError, type ArtifactErrorKind, explain, isLocal, type Reason} from '../artifacts/artifact-error.ts';
import {RegistryError, type RegistryTrouble} from '../registry/registry-error.ts';
import type {PullPlace} from './pull-places.ts';

/** What nobody has to hear of when another place has the image: it is not there, or this side does not reach the place. */
const ordinary: ReadonlySet<RegistryTrouble> = new Set(['absent', 'refused', 'silent', 'unknown', 'proxy']);

/** What is true of a whole registry, whatever it is asked for. */
const general: ReadonlySet<RegistryTrouble> = new Set(['refused', 'silent', 'unknown', 'proxy', 'authority', 'name', 'expired', 'noTls']);

export const isGeneral = ({cause}: ArtifactError): boolean => cause instanceof RegistryError && general.has(cause.trouble);

const inWords = ({trouble, detail}: RegistryError, {own}: PullPlace): Pick<Reason, 'why' | 'next'> => {
	const files = {ca: own?.ca, credentials: own?.credentials};
	const {troubles, nexts} = texts.registry;
	const elsewhere = own === undefined && (trouble === 'declines' || (ordinary.has(trouble) && trouble !== 'proxy'));
	return {why: troubles[trouble](detail, files), next: elsewhere ? texts.bundle.nextImage : nexts[trouble](files)};
};

/** Why one place does not give an image. Its kind says whether another one is asked, and whether the person hears of this one all the same. */
export const refusedPull = (what: string, place: PullPlace, error: unknown): ArtifactError => {
	if (error instanceof ArtifactError)
		return new ArtifactError(
			error.reasons.map(reason => ({...reason, what})),
			{kind: error.kind, cause: error},
		);
	const known = error instanceof RegistryError;
	const kind: ArtifactErrorKind = isLocal(error) ? 'final' : known && ordinary.has(error.trouble) ? 'absent' : 'wrong';
	const words = known && kind !== 'final' ? inWords(error, place) : explain(error);
	return new ArtifactError([{what, where: place.base, ...words}], {kind, cause: error});
};
