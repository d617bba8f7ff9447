/** Registries that images are pulled from, opened once for all of them. */
import type {ImageName} from '../../catalog/image-reference.ts';
import {type PulledFrom, pulledFrom} from '../../catalog/pulled-from.ts';
import {type Credentials, schemeOf} from '../../catalog/registries.ts';
import type {RegistrySpec} from '../../spec/types.ts';
import type {Settings} from '../artifacts/types.ts';
import {knownAnd} from '../registry/known-authorities.ts';
import {openRegistry, type Registry} from '../registry/open-registry.ts';

/** The registries of cluster.yaml; by host what opens them, and who signed their certificates, in PEM. */
export type OwnRegistries = {
	readonly registries: readonly RegistrySpec[];
	readonly credentials: Credentials;
	readonly authorities: Readonly<Record<string, string>>;
};

/** A registry that may have an image. */
export type PullPlace = PulledFrom & {
	/** Where its API has the image's repository. */
	readonly base: string;
	readonly registry: Registry;
};

const opened = (host: Pick<PulledFrom, 'host' | 'plainHttp'>, {credentials, authorities}: OwnRegistries, {signal, retry}: Settings) =>
	openRegistry({...host, credentials: credentials[host.host]}, {ca: knownAnd(authorities[host.host]), signal, patience: retry.stall});

/** Gives the places of an image, in the order in which they are asked. */
export const openPlaces = (own: OwnRegistries, settings: Settings): ((image: ImageName) => PullPlace[]) => {
	const clients = new Map<string, Registry>();
	return image =>
		pulledFrom(own, image).map(place => {
			const {host, repository} = place;
			const registry = clients.get(host) ?? opened(place, own, settings);
			clients.set(host, registry);
			return {...place, base: `${schemeOf(place)}://${host}/v2/${repository}`, registry};
		});
};
