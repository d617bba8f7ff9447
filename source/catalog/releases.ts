import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import type {Artifact} from './artifact-types.ts';
import {type Component, publishedSum} from './checksums.ts';
import {upstreams} from './mirrors.ts';
import {lives} from './place.ts';

/** What goes with one Kubernetes minor. Versions without a leading v. */
export type Release = {
	readonly minor: string;
	/** Its newest patch release that is known here; an exact version may name another one. */
	readonly patch: number;
	/** Whether it is one of those that are tried on hosts; the plan of another one says so. */
	readonly supported?: boolean;
	readonly etcd: string;
	readonly containerd: string;
	readonly runc: string;
	readonly cniPlugins: string;
	/** The sandbox image. */
	readonly pause: string;
};

// Kubelets before 1.23 speak only CRI v1alpha2, which containerd 2 dropped; 1.36 and later no longer support containerd 1.
const early = {etcd: '3.4.23', containerd: '1.7.34', runc: '1.3.6', cniPlugins: '1.6.2'};
const middle = {...early, etcd: '3.5.33'};
const late = {etcd: '3.5.33', containerd: '2.1.9', runc: '1.3.6', cniPlugins: '1.9.1'};
const pause = (version: string): string => `registry.k8s.io/pause:${version}`;

/**
 * One row a minor, oldest first. Patch releases: for 1.34 to 1.36 the newest with published sums, for the others the last of which there is a Go module
 * k8s.io/kubernetes. Supported are the newest three, and 1.20.
 */
export const releases: readonly Release[] = [
	{minor: '1.19', patch: 16, etcd: '3.4.23', containerd: '1.6.20', runc: '1.1.5', cniPlugins: '1.1.1', pause: pause('3.2')},
	{
		minor: '1.20',
		patch: 15,
		supported: true,
		etcd: '3.4.23',
		containerd: '1.6.20',
		runc: '1.1.5',
		cniPlugins: '1.1.1',
		pause: pause('3.2'),
	},
	{minor: '1.21', patch: 14, ...early, pause: pause('3.4.1')},
	{minor: '1.22', patch: 17, ...early, pause: pause('3.5')},
	{minor: '1.23', patch: 17, ...middle, pause: pause('3.6')},
	{minor: '1.24', patch: 17, ...middle, pause: pause('3.7')},
	{minor: '1.25', patch: 16, ...middle, pause: pause('3.8')},
	{minor: '1.26', patch: 15, ...middle, pause: pause('3.9')},
	{minor: '1.27', patch: 16, ...middle, pause: pause('3.9')},
	{minor: '1.28', patch: 15, ...middle, pause: pause('3.9')},
	{minor: '1.29', patch: 15, ...middle, pause: pause('3.9')},
	{minor: '1.30', patch: 14, ...middle, pause: pause('3.9')},
	{minor: '1.31', patch: 14, ...middle, pause: pause('3.10')},
	{minor: '1.32', patch: 13, ...late, pause: pause('3.10')},
	{minor: '1.33', patch: 11, ...late, pause: pause('3.10')},
	{minor: '1.34', patch: 11, ...late, etcd: '3.6.14', pause: pause('3.10.1')},
	{minor: '1.35', patch: 8, supported: true, ...late, etcd: '3.6.14', containerd: '2.3.4', runc: '1.4.3', pause: pause('3.10.1')},
	{minor: '1.36', patch: 4, supported: true, ...late, etcd: '3.6.14', containerd: '2.3.4', runc: '1.4.3', pause: pause('3.10.2')},
	{minor: '1.37', patch: 1, supported: true, ...late, etcd: '3.7.0', containerd: '2.3.4', runc: '1.4.3', pause: pause('3.10.2')},
];

const minorOf = (kubernetes: string): string => kubernetes.replace(/^v/, '').split('.', 2).join('.');

/** Whether the catalog has a row for a version such as `v1.20.2`. */
export const isKnown = (kubernetes: string): boolean => releases.some(release => release.minor === minorOf(kubernetes));

/** The row of a version such as `v1.20.2`. Throws a RangeError on a minor without one. */
export const releaseOf = (kubernetes: string): Release => {
	const found = releases.find(release => release.minor === minorOf(kubernetes));
	if (found === undefined) {
		throw new RangeError(texts.artifacts.unknownRelease(kubernetes, releases.at(0)!.minor, releases.at(-1)!.minor));
	}

	return found;
};

/** The CoreDNS that kubeadm takes, from that minor on, newest first. */
const coredns = [
	{since: '1.37', version: '1.14.6'},
	{since: '1.36', version: '1.14.2'},
	{since: '1.35', version: '1.13.1'},
	{since: '1.34', version: '1.12.1'},
	{since: '1.33', version: '1.12.0'},
	{since: '1.30', version: '1.11.3'},
	{since: '1.29', version: '1.11.1'},
	{since: '1.27', version: '1.10.1'},
	{since: '1.25', version: '1.9.3'},
	{since: '1.23', version: '1.8.6'},
	{since: '1.22', version: '1.8.4'},
	{since: '1.21', version: '1.8.0'},
	{since: '1.19', version: '1.7.0'},
] as const;

/** The image of the cluster's DNS. It moved, and its tag got a v, with 1.8.0. */
export const corednsImage = (kubernetes: string): string => {
	const {version} = coredns.find(({since}) => lives({since}, kubernetes)) ?? coredns.at(-1)!;
	return version === '1.7.0' ? `registry.k8s.io/coredns:${version}` : `registry.k8s.io/coredns/coredns:v${version}`;
};

/**
 * The newest metrics-server for a Kubernetes from that minor on, newest first: the compatibility matrix in the README of kubernetes-sigs/metrics-server 0.9.0.
 * Its images have no published sums here.
 */
const metricsServer = [
	{since: '1.34', version: '0.9.0'},
	{since: '1.31', version: '0.8.0'},
	{since: '1.27', version: '0.7.2'},
	{since: '1.25', version: '0.6.4'},
	{since: '1.8', version: '0.5.2'},
] as const;

export const metricsServerImage = (kubernetes: string): string =>
	`registry.k8s.io/metrics-server/metrics-server:v${metricsServer.find(({since}) => lives({since}, kubernetes))!.version}`;

/**
 * The newest Traefik for a Kubernetes from that minor on, newest first: from 3.1 on it needs the EndpointSlices of 1.21 (its docs/content/migrate/v3.md).
 * 2.11.57 is the last one of its line in the changelog of 3.7.13. Its images have no published sums here.
 */
const traefik = [
	{since: '1.21', version: '3.7.13'},
	{since: '1.19', version: '2.11.57'},
] as const;

export const traefikImage = (kubernetes: string): string =>
	`docker.io/library/traefik:v${traefik.find(({since}) => lives({since}, kubernetes))!.version}`;

/** What kubernetes-sigs/headlamp's chart 0.44.0 takes, for any Kubernetes. */
export const headlampImage = 'ghcr.io/headlamp-k8s/headlamp:v0.44.0';

/** Its newest release, of 2021; upstream's table has no other one for newer minors. Its image has no published sum here. */
export const nfsProvisionerImage = 'registry.k8s.io/sig-storage/nfs-subdir-external-provisioner:v4.0.2';

/** Parts of cert-manager 1.21.2, for any Kubernetes from 1.22 on (`kubeVersion` of its chart). Its images have no published sums here. */
export const certManagerImage = (part: 'controller' | 'webhook' | 'cainjector' | 'acmesolver'): string =>
	`quay.io/jetstack/cert-manager-${part}:v1.21.2`;

/** Which version of each component a cluster gets, without a leading v. */
export const versionsOf = (kubernetes: string): Readonly<Record<Component, string>> => {
	const {etcd, containerd, runc, cniPlugins} = releaseOf(kubernetes);
	return {'kubernetes-server': kubernetes.replace(/^v/, ''), etcd, containerd, runc, 'cni-plugins': cniPlugins};
};

type Place = {readonly folder: (version: string) => string; readonly file: (version: string, arch: string) => string};

/** Upstream's own places and names, without the scheme. */
const places: Readonly<Record<Component, Place>> = {
	'kubernetes-server': {
		folder: version => `${upstreams.kubernetes}/v${version}`,
		file: (_, arch) => `kubernetes-server-linux-${arch}.tar.gz`,
	},
	etcd: {
		folder: version => `${upstreams.etcd}/v${version}`,
		file: (version, arch) => `etcd-v${version}-linux-${arch}.tar.gz`,
	},
	containerd: {
		folder: version => `${upstreams.containerd}/v${version}`,
		file: (version, arch) => `containerd-${version}-linux-${arch}.tar.gz`,
	},
	runc: {folder: version => `${upstreams.runc}/v${version}`, file: (_, arch) => `runc.${arch}`},
	'cni-plugins': {
		folder: version => `${upstreams.cniPlugins}/v${version}`,
		file: (version, arch) => `cni-plugins-linux-${arch}-v${version}.tgz`,
	},
};

/** The id under which a plan knows a component's artifact; one an architecture, as clusters may mix them. */
export const artifactId = (component: Component, arch: string): string => `${component}-${arch}`;

/** Everything the hosts of one architecture need. Throws a RangeError on an unknown minor. */
export const wantedArtifacts = (spec: Pick<ClusterSpec, 'kubernetes'>, arch: string): Artifact[] =>
	Object.entries(versionsOf(spec.kubernetes)).map(([name, version]) => {
		const component = name as Component;
		const file = places[component].file(version, arch);
		const path = `${places[component].folder(version)}/${file}`;
		const sum = publishedSum(component, version, arch);
		return {id: artifactId(component, arch), version, arch, file, url: `https://${path}`, path, ...(sum === undefined ? {} : {sum})};
	});

/** The minors that are tried on hosts, oldest first. */
export const supportedMinors: readonly string[] = releases.filter(({supported}) => supported).map(({minor}) => minor);

/** What a new cluster gets unless the person says otherwise. */
export const defaultVersion = 'v1.37.1';
