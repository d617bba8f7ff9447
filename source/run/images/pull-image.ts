import {mkdir, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import type {Artifact} from '../../catalog/artifact-types.ts';
import {nameOf} from '../../catalog/image-reference.ts';
import type {NeededImage} from '../../plan/needs.ts';
import {texts} from '../../texts/texts.ts';
import {cachedFile} from '../artifacts/cache.ts';
import type {FoundImage} from '../artifacts/find-images.ts';
import {fromRemote} from '../artifacts/from-remote.ts';
import {persist} from '../artifacts/persist.ts';
import type {Settings} from '../artifacts/types.ts';
import {type Content, writeTar} from '../bundle/write-tar.ts';
import {asResponse} from '../registry/as-response.ts';
import {refusal} from '../registry/token.ts';
import {archiveOf, type Blob, digestOf} from './archive.ts';
import {accepted, type Descriptor, forPlatform, type ImageManifest, isIndex, isManifest} from './manifest.ts';
import type {PullPlace} from './pull-places.ts';

const t = texts.bundle.pull;

type Manifest = Descriptor & {readonly bytes: Buffer; readonly value: unknown};

export type PulledImage = {
	readonly image: FoundImage;
	/** Folders of the cache with its blobs, which its archive holds, too. */
	readonly kept: readonly string[];
};

const sumOf = (digest: string) => ({algorithm: 'sha256', value: digest.slice('sha256:'.length)}) as const;

const scopeOf = ({repository}: PullPlace): string => `repository:${repository}:pull`;

/** A manifest by its tag, or by its digest, which it must then have. */
const askManifest = async (place: PullPlace, target: string, settings: Settings): Promise<Manifest> =>
	persist(async () => {
		const headers = {accept: accepted.join(', ')};
		const answer = await place.registry.ask(`${place.base}/manifests/${target}`, {method: 'GET', headers}, scopeOf(place));
		if (answer.status !== 200) throw refusal(answer.status === 404 ? 'absent' : 'declines', answer);
		const {bytes} = answer;
		const digest = digestOf(bytes);
		if (target.includes(':') && digest !== target) throw new Error(t.otherManifest(target, digest));
		const value: unknown = JSON.parse(bytes.toString());
		const own = (value as {mediaType?: unknown}).mediaType;
		const mediaType = typeof own === 'string' ? own : (answer.headers['content-type'] ?? '').replace(/;.*/, '');
		return {mediaType, digest, size: bytes.length, bytes, value};
	}, settings);

/** The manifest of one platform, by way of the index where there is one. */
const imageManifest = async (
	place: PullPlace,
	target: string,
	arch: string,
	settings: Settings,
): Promise<Manifest & {readonly value: ImageManifest}> => {
	const first = await askManifest(place, target, settings);
	const chosen = isIndex(first.value) ? forPlatform(first.value, arch) : undefined;
	if (isIndex(first.value) && chosen === undefined) throw new Error(t.otherPlatforms(arch));
	const manifest = chosen === undefined ? first : await askManifest(place, chosen.digest, settings);
	if (!isManifest(manifest.value)) throw new Error(t.noManifest(manifest.mediaType));
	return {...manifest, value: manifest.value};
};

/** Blobs are artifacts whose published sum is their name. They lie in the cache, so layers that images share travel once. */
const fetchBlob = async (descriptor: Descriptor, place: PullPlace, arch: string, settings: Settings): Promise<Blob> => {
	const sum = {...sumOf(descriptor.digest), source: place.base};
	const url = `${place.base}/blobs/${descriptor.digest}`;
	const artifact: Artifact = {id: descriptor.digest, version: '', arch, file: 'blob', url, path: url};
	const get: Settings['fetch'] = async (_, {headers, signal}) =>
		asResponse(await place.registry.open(url, {method: 'GET', headers, signal}, scopeOf(place)), signal);
	const {file} = await fromRemote(artifact, {origin: 'download', url}, sum, {...settings, fetch: get});
	return {...descriptor, file};
};

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined)) !== undefined;

const writeArchive = async (file: string, contents: readonly Content[], {signal}: Settings): Promise<void> => {
	const part = `${file}.${process.pid}.part`;
	await mkdir(path.dirname(file), {recursive: true});
	try {
		await writeTar(part, contents, signal);
		await rename(part, file);
	} finally {
		await rm(part, {force: true});
	}
};

/** The name of an archive: a person finds the image by it, and no two images share one. */
const fileName = (reference: string, arch: string): string => `${reference.replace(/[^\w.-]+/g, '_')}_${arch}.tar`;

/** Pulls an image for one architecture from one place into an archive in the cache; what is there of it already does not travel. The same image gives the same bytes. */
export const pullImage = async ({reference, arch}: NeededImage, place: PullPlace, settings: Settings): Promise<PulledImage> => {
	const {value, ...manifest} = await imageManifest(place, nameOf(reference).target, arch, settings);
	const parts = [value.config, ...value.layers];
	const file = path.join(settings.cache, 'images', manifest.digest.replace(':', '-'), fileName(reference, arch));
	const make = async (): Promise<void> => {
		const blobs: Blob[] = [];
		for (const descriptor of parts) blobs.push(await fetchBlob(descriptor, place, arch, settings));
		await writeArchive(file, archiveOf(reference, manifest, value, blobs), settings);
	};
	if (!(await isFile(file)))
		await make().catch((error: NodeJS.ErrnoException) => {
			// Another run with this cache was done with a blob meanwhile, and took it away.
			if (error.code === 'ENOENT') return make();
			throw error;
		});
	const kept = parts.map(({digest}) => path.dirname(cachedFile(settings.cache, 'blob', sumOf(digest))));
	return {image: {file, references: [reference], arch}, kept};
};
