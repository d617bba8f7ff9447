// What registries say to a host, asked as its containerd would ask them.
import type {Duplex} from 'node:stream';
import {isDirect, proxyFor} from '../../source/catalog/http-proxy.ts';
import {lives} from '../../source/catalog/place.ts';
import {basic, type Credentials} from '../../source/catalog/registries.ts';
import {releaseOf} from '../../source/catalog/releases.ts';
import type {Looks} from '../../source/plan/judge-looks.ts';
import {greet, openRegistry} from '../../source/run/registry/open-registry.ts';
import {asRegistryError, RegistryError} from '../../source/run/registry/registry-error.ts';
import type {Connect} from '../../source/run/registry/send.ts';
import type {ClusterSpec, RegistrySpec} from '../../source/spec/types.ts';
import {readUntil} from './read-until.ts';
import type {Shell} from './shell.ts';

/** The person's own files. */
export type RegistryFiles = {
	readonly credentials: Credentials;
	/** By host: PEM. */
	readonly authorities: Readonly<Record<string, string>>;
	/** What opens the HTTP proxy. */
	readonly proxy: string | undefined;
};

// As Go looks for them (crypto/x509, root_linux.go).
const bundles = [
	'/etc/ssl/certs/ca-certificates.crt',
	'/etc/pki/tls/certs/ca-bundle.crt',
	'/etc/ssl/ca-bundle.pem',
	'/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
	'/etc/ssl/cert.pem',
];

/** The authorities that a host knows, in PEM. */
const knownOn = async ($: Shell): Promise<string[]> => {
	const {stdout} = await $`
		for file in ${bundles}; do [ ! -s $file ] || { cat $file; exit 0; }; done
		cat /etc/ssl/certs/* /etc/pki/tls/certs/* 2>/dev/null || true`;
	return stdout.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
};

/** The way through an HTTP proxy. */
const through =
	(connect: Connect, proxy: URL, credentials: string | undefined): Connect =>
	async (host, port) => {
		const stream: Duplex = await connect(proxy.hostname.replace(/^\[(.*)\]$/, '$1'), Number(proxy.port) || 80);
		const to = `${host.includes(':') ? `[${host}]` : host}:${port}`;
		const authorization = credentials === undefined ? '' : `Proxy-Authorization: ${basic(credentials)}\r\n`;
		stream.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n${authorization}\r\n`);
		try {
			const [, status] = /^HTTP\/1\.\d (\d{3})/.exec(await readUntil(stream, '\r\n\r\n')) ?? [];
			if (status !== '200') throw new RegistryError('answers', `${proxy.origin}: ${status ?? '?'}`);
			return stream;
		} catch (error) {
			stream.destroy();
			throw error;
		}
	};

/** How containerd gets there; undefined where that cannot be done from here. */
const wayTo = (spec: ClusterSpec, registry: RegistrySpec, connect: Connect, credentials: string | undefined): Connect | undefined => {
	const {hostname, port} = new URL(`${registry.plainHttp ? 'http' : 'https'}://${registry.host}`);
	const proxy = proxyFor(spec, 'containerd');
	if (proxy === undefined || isDirect(spec, hostname.replace(/^\[(.*)\]$/, '$1'), Number(port) || (registry.plainHttp ? 80 : 443)))
		return connect;
	const url = new URL(proxy.https);
	return registry.plainHttp || url.protocol !== 'http:' ? undefined : through(connect, url, credentials);
};

/** By host: what does not work; nothing of those that do. */
export const askRegistries = async (
	spec: ClusterSpec,
	{credentials, authorities, proxy}: RegistryFiles,
	$: Shell,
	connect: Connect,
): Promise<NonNullable<Looks['registries']>> => {
	const known = spec.registries.some(({plainHttp}) => !plainHttp) ? await knownOn($) : [];
	const found: Record<string, NonNullable<Looks['registries']>[string]> = {};
	await Promise.all(
		spec.registries.map(async registry => {
			const {host, onNodes} = registry;
			const way = wayTo(spec, registry, connect, proxy);
			if (way === undefined) return;
			const ca = [...known, ...(authorities[host] === undefined ? [] : [authorities[host]])];
			try {
				const opened = openRegistry({...registry, credentials: credentials[host]}, {ca, connect: way, patience: 10_000});
				await greet(opened);
				const old = lives({until: '2.1'}, releaseOf(spec.kubernetes).containerd);
				if (opened.wantsTokens() && credentials[host] !== undefined && onNodes && old) found[host] = {trouble: 'tokens', detail: ''};
			} catch (error) {
				const {trouble, detail} = asRegistryError(error);
				found[host] = {trouble, detail};
			}
		}),
	);
	return found;
};
