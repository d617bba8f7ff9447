/** What the scripts that bring files to hosts are told of the way; what is as usual is not said. */
import type {Artifact} from '../catalog/artifact-types.ts';
import {isDirect, proxyFor} from '../catalog/http-proxy.ts';
import {isPinned, mirrorUrls} from '../catalog/mirrors.ts';
import {wantedArtifacts} from '../catalog/releases.ts';
import {bytesPerSecond} from '../spec/rate.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import {binariesFor, hasBinaries} from './binaries.ts';
import {proxyVars} from './http-proxy.ts';
import {archOf, type Site} from './phases/phase.ts';
import type {Vars} from './types.ts';

/** `limit` in bytes a second, of all hosts together. */
export const distributionVars = ({distribution: {compress, limit, atOnce}}: Pick<ClusterSpec, 'distribution'>): Vars => ({
	...(compress !== 'auto' && {compress}),
	...(limit !== undefined && {limit: bytesPerSecond(limit)!}),
	...(atOnce !== undefined && {atOnce}),
});

/** Whether a host takes the archives of its binaries from mirrors by itself. One that is this machine has them here. */
export const pulls = ({distribution}: Pick<ClusterSpec, 'distribution'>, host: Host): boolean =>
	distribution.from === 'mirror' && !host.local && hasBinaries(host);

/** A place that a host asks for an artifact, and whether it goes there by the HTTP proxy. */
export type Place = {readonly artifact: string; readonly way: 'direct' | 'proxy'; readonly url: string};

const wayTo = (spec: ClusterSpec, url: string): Place['way'] => {
	const {protocol, hostname, port} = new URL(url);
	const host = hostname.replace(/^\[(.*)\]$/, '$1');
	const number = Number(port) || (protocol === 'https:' ? 443 : 80);
	return proxyFor(spec, 'downloads') === undefined || isDirect(spec, host, number) ? 'direct' : 'proxy';
};

/** In the order in which they are asked. The official place has none of the files that a folder of the person's own has in its stead. */
const urlsOf = (artifact: Artifact, {artifacts}: ClusterSpec): string[] => {
	const {from, path} = artifacts;
	const pinned = isPinned(artifact, artifacts);
	const official = from === 'download' || (from === 'auto' && (pinned || path === undefined)) ? [artifact.url] : [];
	return [...(from === 'download' ? [] : mirrorUrls(artifact.path, artifacts, pinned)), ...official];
};

/** Where a host of one architecture asks for each artifact that its binaries come out of. */
export const placesFor = (spec: ClusterSpec, host: Host, arch: string): Place[] => {
	const wanted = new Set(binariesFor(host, spec, arch).map(({artifact}) => artifact));
	return wantedArtifacts(spec, arch)
		.filter(({id}) => wanted.has(id))
		.flatMap(artifact => urlsOf(artifact, spec).map(url => ({artifact: artifact.id, way: wayTo(spec, url), url})));
};

const lineOf = ({artifact, way, url}: Place): string => `${artifact} ${way} ${url}`;

/** A line of `places`, read back. */
export const readPlace = (line: string): Place => {
	const [artifact = '', way, ...rest] = line.split(' ');
	return {artifact, way: way === 'proxy' ? 'proxy' : 'direct', url: rest.join(' ')};
};

/** `places`: lines `ARTIFACT WAY URL`. Absent where nothing is pulled. */
export const pullVars = (site: Site): Vars => {
	if (!pulls(site.spec, site.host)) return {};
	const places = placesFor(site.spec, site.host, archOf(site));
	return {places: places.map(lineOf), ...(places.some(({way}) => way === 'proxy') && proxyVars(site, 'downloads'))};
};
