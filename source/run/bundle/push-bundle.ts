/** The images of a bundle into a registry of the person's own. */
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import path from 'node:path';
import {type Placed, pushedAs} from '../../catalog/pushed-as.ts';
import {schemeOf} from '../../catalog/registries.ts';
import type {ClusterSpec, RegistrySpec} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError} from '../artifacts/artifact-error.ts';
import {defaultCache} from '../artifacts/cache.ts';
import {proxyEnvironment, useProxy} from '../artifacts/proxy.ts';
import {settingsOf} from '../artifacts/settings.ts';
import type {Folder} from '../folder.ts';
import {readProxyCredentials} from '../proxy-credentials.ts';
import {knownAnd} from '../registry/known-authorities.ts';
import {greet, openRegistry} from '../registry/open-registry.ts';
import {type Pushed, pushImages} from '../registry/push-image.ts';
import {type PushedImage, readImages} from '../registry/read-images.ts';
import {asRegistryError} from '../registry/registry-error.ts';
import {readRegistryAuthorities, readRegistryCredentials} from '../registry-files.ts';
import {extractMember} from './extract-member.ts';
import {type Bundle, openBundle, refuse} from './open-bundle.ts';

const t = texts.bundle;

type Options = {
	/** Host of one of the registries in cluster.yaml; the first one when absent. */
	readonly to: string | undefined;
	readonly cache?: string;
	readonly signal?: AbortSignal;
	/** Hears of each image that is in the registry now. */
	readonly onPushed: (reference: string, as: string, pushed: Pushed) => void;
};

const chosen = ({registries}: ClusterSpec, to: string | undefined): RegistrySpec => {
	const registry = to === undefined ? registries[0] : registries.find(({host}) => host === to);
	if (registry !== undefined) return registry;
	const why = registries.length === 0 ? t.noRegistry : t.otherRegistry(registries.map(({host}) => host));
	throw new ArtifactError([{what: to ?? 'registries', where: 'cluster.yaml', why, next: t.nextRegistry}]);
};

type Group = {readonly reference: string; readonly placed: Placed; readonly images: PushedImage[]};

/** All images by the name that they get. Throws an ArtifactError when two of one processor would get the same. */
const group = (bundle: Bundle, registry: RegistrySpec, images: readonly PushedImage[]): Group[] => {
	const groups = new Map<string, Group>();
	for (const image of images)
		for (const reference of image.references) {
			const placed = pushedAs(registry, reference);
			if (placed === undefined) continue;
			const name = `${placed.repository}:${placed.tag}`;
			const other = groups.get(name);
			if (other === undefined) groups.set(name, {reference, placed, images: [image]});
			else if (other.images.some(({arch, digest}) => arch === image.arch && digest !== image.digest))
				throw refuse(bundle.file, t.samePlace(other.reference, name), {what: reference, next: t.nextSamePlace});
			else if (!other.images.some(({digest}) => digest === image.digest)) other.images.push(image);
		}
	return [...groups.values()];
};

/**
 * Pushes every image of the bundle; what is there already stays. Returns where they are. Throws an ArtifactError that names what stands in the way: the bundle, the registry, its
 * certificate, what opens it.
 */
export const pushBundle = async (
	file: string,
	spec: ClusterSpec,
	folder: Folder,
	{to, cache = defaultCache(), signal, onPushed}: Options,
): Promise<string> => {
	const registry = chosen(spec, to);
	const {host} = registry;
	const settings = settingsOf({directory: folder.directory, signal});
	const authority = (await readRegistryAuthorities(spec, folder))[host];
	const credentials = (await readRegistryCredentials(spec, folder))[host];
	const way = {ca: knownAnd(authority), signal, patience: 60_000};
	const opened = openRegistry({...registry, credentials}, way);
	await using bundle = await openBundle(file);
	const base = path.join(cache, 'bundles', bundle.digest.slice(0, 32));
	const restore = useProxy(proxyEnvironment(spec, await readProxyCredentials(spec, folder)), [`${schemeOf(registry)}://${host}`]);
	await mkdir(base, {recursive: true});
	const unpacked = await mkdtemp(path.join(base, 'push-'));
	try {
		// Before anything is unpacked: whoever is not let in hears of it at once.
		await greet(opened);
		const images: PushedImage[] = [];
		for (const member of bundle.lock.members.filter(({kind}) => kind === 'image')) {
			const archive = await extractMember(bundle, member, base, cache, signal);
			const own = path.join(unpacked, String(images.length));
			await mkdir(own);
			images.push(...(await readImages(archive, own)));
		}
		for (const {reference, placed, images: some} of group(bundle, registry, images))
			onPushed(reference, `${host}/${placed.repository}:${placed.tag}`, await pushImages(opened, placed, some, settings));
		return host;
	} catch (error) {
		signal?.throwIfAborted();
		if (error instanceof ArtifactError) throw error;
		const {trouble, detail} = asRegistryError(error);
		const files = {ca: registry.ca, credentials: registry.credentials};
		const {troubles, nexts} = texts.registry;
		throw new ArtifactError([
			{what: host, where: `${schemeOf(registry)}://${host}/v2/`, why: troubles[trouble](detail, files), next: nexts[trouble](files)},
		]);
	} finally {
		restore();
		await rm(unpacked, {recursive: true, force: true});
	}
};
