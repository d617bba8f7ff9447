/** Images of an archive as a registry takes them. */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import {pipeline} from 'node:stream/promises';
import {extract} from 'tar';

export type Blob = {readonly digest: string; readonly size: number; readonly file: string};

export type PushedImage = {
	/** As the archive calls it. */
	readonly references: readonly string[];
	/** `amd64`. */
	readonly arch: string;
	readonly mediaType: string;
	/** The manifest, byte for byte, and its digest. */
	readonly manifest: Buffer;
	readonly digest: string;
	/** What the manifest names. */
	readonly blobs: readonly Blob[];
};

const oci = 'application/vnd.oci.image';
export const indexType = `${oci}.index.v1+json`;
const manifestType = `${oci}.manifest.v1+json`;

export const digestOf = (bytes: Buffer | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const blobOf = async (file: string): Promise<Blob> => {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return {digest: `sha256:${hash.digest('hex')}`, size: (await stat(file)).size, file};
};

const isGzip = async (file: string): Promise<boolean> => {
	await using handle = await open(file);
	const {buffer} = await handle.read(Buffer.alloc(2), 0, 2, 0);
	return buffer.readUInt16BE(0) === 0x1f8b;
};

type Descriptor = {readonly mediaType: string; readonly digest: string; readonly size: number};
type Manifest = {readonly mediaType?: string; readonly config: Descriptor; readonly layers: readonly Descriptor[]};
type Index = {readonly manifests: readonly Descriptor[]};

const inLayout = (folder: string, digest: string): string => path.join(folder, 'blobs', ...digest.split(':'));

/** The manifests that an OCI layout leads to and holds: of an index for many processors, it may hold one. */
const heldManifests = async (
	folder: string,
	{manifests}: Index,
): Promise<Array<{manifest: Manifest; bytes: Buffer; mediaType: string}>> => {
	const found = await Promise.all(
		manifests.map(async ({digest, mediaType}) => {
			const bytes = await readFile(inLayout(folder, digest)).catch(() => undefined);
			if (bytes === undefined) return [];
			const value = JSON.parse(bytes.toString()) as Manifest | Index;
			return 'manifests' in value ? heldManifests(folder, value) : [{manifest: value, bytes, mediaType: value.mediaType ?? mediaType}];
		}),
	);
	return found.flat();
};

type Entry = {readonly Config: string; readonly RepoTags: readonly string[] | null; readonly Layers: readonly string[]};

/** A manifest as its maker wrote it keeps the image's digest; where an archive has none, one is made. */
const readEntry = async (folder: string, {Config, RepoTags, Layers}: Entry, index: Index | undefined): Promise<PushedImage> => {
	const config = await blobOf(path.join(folder, Config));
	const {architecture: arch = ''} = JSON.parse(await readFile(config.file, 'utf8')) as {architecture?: string};
	const layers = await Promise.all(Layers.map(layer => blobOf(path.join(folder, layer))));
	const blobs = [...new Map([config, ...layers].map(blob => [blob.digest, blob])).values()];
	const held = new Set(blobs.map(({digest}) => digest));
	const made = index === undefined ? [] : await heldManifests(folder, index);
	const own = made.find(({manifest}) => manifest.config.digest === config.digest && manifest.layers.every(({digest}) => held.has(digest)));
	const described = async ({digest, size, file}: Blob) => ({
		mediaType: `${oci}.layer.v1.tar${(await isGzip(file)) ? '+gzip' : ''}`,
		digest,
		size,
	});
	const written = {
		schemaVersion: 2,
		mediaType: manifestType,
		config: {mediaType: `${oci}.config.v1+json`, digest: config.digest, size: config.size},
		layers: await Promise.all(layers.map(described)),
	};
	const manifest = own?.bytes ?? Buffer.from(JSON.stringify(written));
	return {references: RepoTags ?? [], arch, mediaType: own?.mediaType ?? manifestType, manifest, digest: digestOf(manifest), blobs};
};

/** Unpacks an archive of `docker save` or `ctr images export` into `folder`, and reads what is in it. */
export const readImages = async (file: string, folder: string): Promise<PushedImage[]> => {
	await extract({file, cwd: folder});
	const read = async (name: string): Promise<unknown> =>
		readFile(path.join(folder, name), 'utf8').then(
			text => JSON.parse(text) as unknown,
			() => undefined,
		);
	const entries = (await read('manifest.json')) as readonly Entry[];
	const index = (await read('index.json')) as Index | undefined;
	return Promise.all(entries.map(entry => readEntry(folder, entry, index)));
};
