/** Registries of the person's own, as containerd looks for them: a directory for each name that images may begin with. */
import type {ClusterSpec, RegistrySpec} from '../spec/types.ts';

/** Where containerd 2 looks by itself, and an older one where it is told to. */
export const hostsDirectory = '/etc/containerd/certs.d';

/** As containerd calls the directory of a registry: `registry.example.org_5000_`. */
const directoryName = (name: string): string => name.replace(/^(.+):(\d+)$/, '$1_$2_');

export const hostsFile = (name: string): string => `${hostsDirectory}/${directoryName(name)}/hosts.toml`;
export const authorityFile = (host: string): string => `${hostsDirectory}/${directoryName(host)}/ca.crt`;
/** Below `pki/`. */
export const secretsOfRegistries = 'registries';
/** The same file below `pki/`, whole, where it has credentials. */
export const hostsSecret = (name: string): string => `${secretsOfRegistries}/${directoryName(name)}.toml`;

/** Every name that something is to be said of: registries, and those they are mirrors of. */
export const registryNames = ({registries}: Pick<ClusterSpec, 'registries'>): string[] => [
	...new Set(registries.flatMap(({host, mirrorOf}) => [host, ...mirrorOf])),
];

/** Those whose credentials every node has. */
export const openedByNodes = ({registries}: Pick<ClusterSpec, 'registries'>): RegistrySpec[] =>
	registries.filter(({credentials, onNodes}) => credentials !== undefined && onNodes);

/** What a file is about: the registry itself, where the name is one, and its mirrors, in the order in which they are asked. */
export const registriesOf = ({registries}: Pick<ClusterSpec, 'registries'>, name: string) => ({
	own: registries.find(({host}) => host === name),
	mirrors: registries.filter(({mirrorOf}) => mirrorOf.includes(name)),
});

export const schemeOf = ({plainHttp}: Pick<RegistrySpec, 'plainHttp'>): string => (plainHttp ? 'http' : 'https');

/** Where the registry's API has the images of another one. */
const placeOf = (registry: RegistrySpec, name: string): string => {
	const path = registry.paths[name];
	return `${schemeOf(registry)}://${registry.host}/v2${path === undefined ? '' : `/${path}`}`;
};

/** Who is asked when no mirror has it: Docker Hub answers elsewhere than its images are named. */
export const upstreamHost = (name: string): string => (name === 'docker.io' ? 'registry-1.docker.io' : name);

/** `USER:PASSWORD` as a header. */
export const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;

/** By host: what opens a registry. */
export type Credentials = Readonly<Record<string, string>>;

const header = (section: string, host: string, credentials: Credentials): string[] =>
	credentials[host] === undefined ? [] : ['', `[${section}]`, `Authorization = "${basic(credentials[host])}"`];

/**
 * hosts.toml for one name. Credentials go as a header: what containerd takes in its own configuration instead (`registry.configs`) leaves with
 * 2.4, as RELEASES.md of 2.3.4 says, and makes 2.x pull without its transfer service (internal/cri/config/config.go). The header goes with every
 * request since 1.5, and since 2.1 also to whoever gives out tokens (core/remotes/docker/config/hosts.go); Go's client sends it to no other domain
 * when it is sent on.
 * @param credentials none for what may be shown
 */
export const hostsToml = (spec: Pick<ClusterSpec, 'registries'>, name: string, credentials: Credentials = {}): string => {
	const {own, mirrors} = registriesOf(spec, name);
	const authority = ({host, ca}: RegistrySpec): string[] => (ca === undefined ? [] : [`ca = "${authorityFile(host)}"`]);
	const lines = [
		`server = "${own ? schemeOf(own) : 'https'}://${upstreamHost(name)}"`,
		...(own ? [...authority(own), ...header('header', name, credentials)] : []),
		...mirrors.flatMap(mirror => {
			const section = `host."${placeOf(mirror, name)}"`;
			return [
				'',
				`[${section}]`,
				'capabilities = ["pull", "resolve"]',
				'override_path = true',
				...authority(mirror),
				...header(`${section}.header`, mirror.host, credentials),
			];
		}),
	];
	return `${lines.join('\n')}\n`;
};
