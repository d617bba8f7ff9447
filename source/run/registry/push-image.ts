/** Puts images into a registry, by https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#push. */
import {Readable} from 'node:stream';
import type {Placed} from '../../catalog/pushed-as.ts';
import {persist} from '../artifacts/persist.ts';
import type {Settings} from '../artifacts/types.ts';
import type {Registry} from './open-registry.ts';
import {expect, pushBlob} from './push-blob.ts';
import {type Blob, indexType, type PushedImage} from './read-images.ts';

/** What came of it: how many blobs there were to bring, how many travelled, and their bytes. */
export type Pushed = {readonly blobs: number; readonly sent: number; readonly bytes: number};

type Persistence = Pick<Settings, 'signal' | 'retry'>;

/**
 * Images of one name, each for another processor: several are pushed by their digest, and the name is that of all of them. Connections that break are made again
 * as often as `settings` say.
 */
export const pushImages = async (
	registry: Registry,
	{repository, tag}: Placed,
	images: readonly PushedImage[],
	settings: Persistence,
): Promise<Pushed> => {
	const scope = `repository:${repository}:pull,push`;
	const pushManifest = async (name: string, mediaType: string, bytes: Buffer): Promise<void> => {
		const headers = {'content-type': mediaType, 'content-length': bytes.length};
		const asked = {method: 'PUT', headers, body: () => Readable.from([bytes])};
		await persist(async () => expect(await registry.ask(`/v2/${repository}/manifests/${name}`, asked, scope), 201), settings);
	};
	const blobs = [...new Map(images.flatMap(image => image.blobs).map(blob => [blob.digest, blob])).values()];
	const sent: Blob[] = [];
	for (const blob of blobs) if (await pushBlob(registry, repository, blob, scope, settings)) sent.push(blob);
	for (const {digest, mediaType, manifest} of images) await pushManifest(images.length === 1 ? tag : digest, mediaType, manifest);
	if (images.length > 1) {
		const manifests = images.map(({mediaType, digest, manifest, arch}) => ({
			mediaType,
			digest,
			size: manifest.length,
			platform: {architecture: arch, os: 'linux'},
		}));
		await pushManifest(tag, indexType, Buffer.from(JSON.stringify({schemaVersion: 2, mediaType: indexType, manifests})));
	}
	return {blobs: blobs.length, sent: sent.length, bytes: sent.reduce((sum, {size}) => sum + size, 0)};
};
