import {mkdir, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import type {Artifact} from '../../catalog/artifact-types.ts';
import type {NeededImage} from '../../plan/needs.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError, explain} from '../artifacts/artifact-error.ts';
import type {FoundImage} from '../artifacts/find-images.ts';
import {fromRemote} from '../artifacts/from-remote.ts';
import {HttpError} from '../artifacts/http-error.ts';
import {persist} from '../artifacts/persist.ts';
import {refuse, stallGuard} from '../artifacts/request.ts';
import type {Settings} from '../artifacts/types.ts';
import {type Content, writeTar} from '../bundle/write-tar.ts';
import {archiveOf, type Blob, digestOf} from './archive.ts';
import {accepted, type Descriptor, forPlatform, type ImageManifest, isIndex, isManifest} from './manifest.ts';
import {authorize, baseOf, nameOf} from './registry.ts';

const t = texts.bundle.pull;

type Asked = {readonly base: string; readonly target: string; readonly headers: Record<string, string>; readonly settings: Settings};
type Manifest = Descriptor & {readonly bytes: Buffer; readonly value: unknown};

/** Bytes; manifests are some kilobytes, and the specification has registries take up to 4 MiB. */
const longest = 4 << 20;

/** A manifest by its tag, or by its digest, which it must then have. */
const askManifest = async ({base, headers, settings}: Asked, target: string): Promise<Manifest> =>
	persist(async () => {
		using guard = stallGuard(settings);
		const response = await fetch(`${base}/manifests/${target}`, {headers: {...headers, accept: accepted.join(', ')}, signal: guard.signal});
		if (!response.ok) throw await refuse(response);
		const bytes = Buffer.from(await response.arrayBuffer());
		const digest = digestOf(bytes);
		if (bytes.length > longest || (target.includes(':') && digest !== target)) throw new Error(t.otherManifest(target, digest));
		const value: unknown = JSON.parse(bytes.toString());
		const own = (value as {mediaType?: unknown}).mediaType;
		const mediaType = typeof own === 'string' ? own : (response.headers.get('content-type') ?? '').replace(/;.*/, '');
		return {mediaType, digest, size: bytes.length, bytes, value};
	}, settings);

/** The manifest of one platform, by way of the index where there is one. */
const imageManifest = async (asked: Asked, target: string, arch: string): Promise<Manifest & {readonly value: ImageManifest}> => {
	const first = await askManifest(asked, target);
	const chosen = isIndex(first.value) ? forPlatform(first.value, arch) : undefined;
	if (isIndex(first.value) && chosen === undefined) throw new Error(t.otherPlatforms(arch));
	const manifest = chosen === undefined ? first : await askManifest(asked, chosen.digest);
	if (!isManifest(manifest.value)) throw new Error(t.noManifest(manifest.mediaType));
	return {...manifest, value: manifest.value};
};

/** Blobs are artifacts whose published sum is their name. They stay in the cache, so layers that images share travel once. */
const fetchBlob = async (descriptor: Descriptor, {base, target, settings}: Asked, arch: string): Promise<Blob> => {
	const sum = {algorithm: 'sha256', value: descriptor.digest.slice('sha256:'.length), source: base} as const;
	const url = `${base}/blobs/${descriptor.digest}`;
	const artifact: Artifact = {id: descriptor.digest, version: '', arch, file: 'blob', url, path: url};
	// A token lives some minutes, which one layer may take.
	const headers = await authorize(`${base}/manifests/${target}`, settings);
	const {file} = await fromRemote(artifact, {origin: 'download', url}, sum, {...settings, headers});
	return {...descriptor, file};
};

const fetchBlobs = async ({config, layers}: ImageManifest, asked: Asked, arch: string): Promise<Blob[]> => {
	const blobs: Blob[] = [];
	for (const descriptor of [config, ...layers]) blobs.push(await fetchBlob(descriptor, asked, arch));
	return blobs;
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

const refused = (what: string, where: string, error: unknown): ArtifactError => {
	if (error instanceof ArtifactError) return new ArtifactError(error.reasons.map(reason => ({...reason, what})));
	if (error instanceof HttpError) {
		const why = error.status === 401 ? t.wantsPassword : error.status === 404 ? t.unknown : error.message;
		return new ArtifactError([{what, where, why, next: texts.bundle.nextImage}]);
	}
	return new ArtifactError([{what, where, ...explain(error)}], {cause: error});
};

/**
 * Pulls an image for one architecture from its registry, without an account there, into an archive in the cache; what is there of it already does
 * not travel. The same image gives the same bytes. Throws an ArtifactError.
 */
export const pullImage = async ({reference, arch}: NeededImage, settings: Settings): Promise<FoundImage> => {
	const name = nameOf(reference);
	const base = baseOf(name);
	try {
		const headers = await authorize(`${base}/manifests/${name.target}`, settings);
		const asked = {base, target: name.target, headers, settings};
		const {value, ...manifest} = await imageManifest(asked, name.target, arch);
		const file = path.join(settings.cache, 'images', manifest.digest.replace(':', '-'), fileName(reference, arch));
		if (!(await isFile(file)))
			await writeArchive(file, archiveOf(reference, manifest, value, await fetchBlobs(value, asked, arch)), settings);
		return {file, references: [reference], arch};
	} catch (error) {
		settings.signal.throwIfAborted();
		throw refused(reference, base, error);
	}
};
