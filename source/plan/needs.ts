import {addonsOf} from '../catalog/addons.ts';
import type {Artifact} from '../catalog/artifact-types.ts';
import {fullReference} from '../catalog/image-reference.ts';
import {releaseOf, wantedArtifacts} from '../catalog/releases.ts';
import {nodes} from '../catalog/topology.ts';
import {readManifests} from '../spec/manifests.ts';
import type {ClusterSpec} from '../spec/types.ts';
import type {Facts} from './facts.ts';
import {archOf, type OwnFiles} from './phases/phase.ts';
import {wantedOn} from './phases/prepare.ts';

type Found = Readonly<Record<string, Facts>>;

/** An image for nodes of one architecture; the reference with its registry and tag. */
export type NeededImage = {readonly reference: string; readonly arch: string};

/** Packages of a distribution such as `debian-12`; it is absent where nobody looked. */
export type NeededPackages = {readonly system?: string; readonly arch: string; readonly names: readonly string[]};

/** Everything that an install of a cluster takes from elsewhere. */
export type Needs = {
	readonly kubernetes: string;
	readonly artifacts: readonly Artifact[];
	readonly images: readonly NeededImage[];
	readonly packages: readonly NeededPackages[];
};

const archesOf = (hosts: ClusterSpec['hosts'], found: Found): string[] =>
	[...new Set(hosts.map(host => archOf({facts: found[host.name]})))].sort();

/** What every host's architecture needs of upstream's files. */
export const neededArtifacts = (spec: ClusterSpec, found: Found): Artifact[] =>
	archesOf(spec.hosts, found).flatMap(arch => wantedArtifacts(spec, arch));

/** The images of every container of a Kubernetes object, wherever its pods stand in it. */
export const imagesOf = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.flatMap(imagesOf);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, field]) => [
		...(/^(initC|c)ontainers$/.test(key) && Array.isArray(field)
			? field.flatMap(({image}) => (typeof image === 'string' ? [image] : []))
			: []),
		...imagesOf(field),
	]);
};

const ownObjects = ({manifests = []}: OwnFiles): unknown[] =>
	manifests.flatMap(({file, text}) => {
		const read = readManifests(text, file);
		return 'problems' in read ? [] : read.manifests.map(({object}) => object);
	});

const neededImages = (spec: ClusterSpec, found: Found, own: OwnFiles): NeededImage[] => {
	const addons = addonsOf({spec, found});
	const objects = [...addons.flatMap(addon => addon.objects), ...ownObjects(own)];
	const started = addons.flatMap(({images}) => images);
	const references = new Set([releaseOf(spec.kubernetes).pause, ...imagesOf(objects), ...started].map(fullReference));
	return archesOf(nodes(spec), found).flatMap(arch => [...references].sort().map(reference => ({reference, arch})));
};

/** A distribution and its release: `debian-12`. */
export const systemOf = ({os}: Facts): string => `${os.id}-${os.version}`;

/** One row a host, but for those that have no apt: their packages are a person's. */
const neededPackages = (spec: ClusterSpec, found: Found): NeededPackages[] =>
	spec.hosts
		.map(host => ({host, facts: found[host.name]}))
		.filter(({facts}) => facts === undefined || facts.packager === 'apt')
		.map(({host, facts}) => ({...(facts && {system: systemOf(facts)}), arch: archOf({facts}), names: wantedOn(spec, host).packages}))
		.filter(({names}) => names.length > 0);

/** A pure function of what is wanted and what was found, and of the person's own manifests; a host nobody looked at is taken for amd64. */
export const needsOf = (spec: ClusterSpec, found: Found, own: OwnFiles): Needs => ({
	kubernetes: spec.kubernetes,
	artifacts: neededArtifacts(spec, found),
	images: neededImages(spec, found, own),
	packages: neededPackages(spec, found),
});
