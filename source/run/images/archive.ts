import {createHash} from 'node:crypto';
import type {Content} from '../bundle/write-tar.ts';
import type {Descriptor, ImageManifest} from './manifest.ts';

/** A blob on this machine. */
export type Blob = Descriptor & {readonly file: string};

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const blobName = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/**
 * What an archive of one image holds, in this order: an OCI image layout, which containerd reads, and the manifest.json that makes it one of
 * `docker load`, too, and tells its names to readers of either.
 */
export const archiveOf = (
	reference: string,
	{bytes, ...manifest}: Descriptor & {readonly bytes: Buffer},
	{config, layers}: ImageManifest,
	blobs: readonly Blob[],
): Content[] => {
	const annotations = {
		'io.containerd.image.name': reference,
		'org.opencontainers.image.ref.name': reference.replace(/^.*[:@]/, ''),
	};
	const once = [...new Map(blobs.map(blob => [blob.digest, blob])).values()];
	return [
		{
			name: 'manifest.json',
			bytes: json([{Config: blobName(config.digest), RepoTags: [reference], Layers: layers.map(({digest}) => blobName(digest))}]),
		},
		{name: 'oci-layout', bytes: json({imageLayoutVersion: '1.0.0'})},
		{name: 'index.json', bytes: json({schemaVersion: 2, manifests: [{...manifest, annotations}]})},
		{name: blobName(manifest.digest), bytes},
		...once.map(({digest, size, file}) => ({name: blobName(digest), file, size, sha256: digest.slice('sha256:'.length)})),
	];
};

export const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
