import type {ClusterSpec, RegistrySpec} from '../spec/types.ts';
import type {ImageName} from './image-reference.ts';
import {repositoryIn} from './pushed-as.ts';
import {registriesOf, upstreamHost} from './registries.ts';

/** A registry that may have an image, and what the image is called there. */
export type PulledFrom = Pick<RegistrySpec, 'host' | 'plainHttp'> & {
	readonly repository: string;
	/** Its row of cluster.yaml, where it has one. */
	readonly own?: RegistrySpec;
};

/** A registry on this machine is asked without TLS, unless its row says otherwise: so do docker and containerd. */
const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);

/** Where an image is looked for, in the order of a node's containerd: its registry's mirrors, then that registry. */
export const pulledFrom = (spec: Pick<ClusterSpec, 'registries'>, {registry: name, repository}: ImageName): PulledFrom[] => {
	const host = upstreamHost(name);
	const {own = spec.registries.find(registry => registry.host === host), mirrors} = registriesOf(spec, name);
	const placed = (row: RegistrySpec): PulledFrom => ({
		host: row.host,
		plainHttp: row.plainHttp,
		repository: repositoryIn(row, name, repository),
		own: row,
	});
	const last: PulledFrom = own === undefined ? {host, plainHttp: isLoopback(host), repository} : {...placed(own), repository};
	const before = mirrors.map(placed);
	return before.some(one => one.host === last.host && one.repository === last.repository) ? before : [...before, last];
};
