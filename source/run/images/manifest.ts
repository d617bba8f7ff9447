/** Manifests of images, as registries have them: https://github.com/opencontainers/image-spec. */

export const accepted = [
	'application/vnd.oci.image.index.v1+json',
	'application/vnd.docker.distribution.manifest.list.v2+json',
	'application/vnd.oci.image.manifest.v1+json',
	'application/vnd.docker.distribution.manifest.v2+json',
];

export type Descriptor = {readonly mediaType: string; readonly digest: string; readonly size: number};

type Platform = {readonly os?: string; readonly architecture?: string; readonly variant?: string};

/** One image for one platform. */
export type ImageManifest = {readonly config: Descriptor; readonly layers: readonly Descriptor[]};

type Index = {readonly manifests: ReadonlyArray<Descriptor & {readonly platform?: Platform}>};

const isDescriptor = (value: unknown): value is Descriptor => {
	const {digest, size} = (value ?? {}) as Partial<Descriptor>;
	return typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest) && Number.isSafeInteger(size) && size! >= 0;
};

export const isIndex = (value: unknown): value is Index => {
	const {manifests} = (value ?? {}) as Partial<Index>;
	return Array.isArray(manifests) && manifests.every(isDescriptor);
};

export const isManifest = (value: unknown): value is ImageManifest => {
	const {config, layers} = (value ?? {}) as Partial<ImageManifest>;
	return isDescriptor(config) && Array.isArray(layers) && layers.every(isDescriptor);
};

/** The manifest of an index for Linux on an architecture, the first of several variants; undefined where there is none. */
export const forPlatform = ({manifests}: Index, arch: string): Descriptor | undefined =>
	manifests.find(({platform}) => platform?.os === 'linux' && platform.architecture === arch);
