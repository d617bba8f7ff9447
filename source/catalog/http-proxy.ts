/** The way of requests through an HTTP proxy: who takes it, and what is asked directly. */
import {contains, isAddress, parseCidr} from '../spec/network.ts';
import type {ClusterSpec, HttpProxyUser} from '../spec/types.ts';
import {remember} from './remember.ts';
import {addressesOf} from './topology.ts';

/** The proxy that somebody shall take; undefined where requests go straight. */
export const proxyFor = ({httpProxy}: Pick<ClusterSpec, 'httpProxy'>, who: HttpProxyUser): ClusterSpec['httpProxy'] =>
	httpProxy?.for.includes(who) ? httpProxy : undefined;

/** What is never asked by way of the proxy: the machine itself, all that belongs to the cluster, and what the person adds. */
export const directly = remember(
	(spec: ClusterSpec) => [spec],
	({network, hosts, endpoint, balancer, domain, httpProxy}: ClusterSpec): readonly string[] => [
		...new Set([
			'localhost',
			'127.0.0.0/8',
			'::1',
			...network.pods,
			...network.services,
			...hosts.flatMap(host => [...addressesOf(host), host.name]),
			endpoint.host,
			...(balancer.vip ? [balancer.vip.address] : []),
			'.svc',
			`.${domain}`,
			...(httpProxy?.no ?? []),
		]),
	],
);

const directlyText = remember(
	(spec: ClusterSpec) => [spec],
	spec => directly(spec).join(','),
);

/** Whether what somebody asks for does not go by the proxy, as Go reads NO_PROXY (golang.org/x/net/http/httpproxy): a name counts for all below it. */
export const isDirect = (spec: ClusterSpec, host: string, port: number): boolean =>
	directly(spec).some(entry => {
		if (entry === '*') return true;
		const [, name = entry, only] = /^([^:]+|\[[^\]]+\]):(\d+)$/.exec(entry) ?? [];
		if (only !== undefined && Number(only) !== port) return false;
		if (isAddress(host)) return name === host || (parseCidr(entry) !== undefined && contains(entry, host));
		const domain = name.replace(/^\*?\./, '');
		return host.endsWith(`.${domain}`) || (name === domain && host === domain);
	});

export type ProxyVariables = {readonly HTTP_PROXY: string; readonly HTTPS_PROXY: string; readonly NO_PROXY: string};

/** The variables for one of those who take the proxy, without credentials; undefined for the others. */
export const proxyVariables = (spec: ClusterSpec, who: HttpProxyUser): ProxyVariables | undefined => {
	const proxy = proxyFor(spec, who);
	return proxy && {HTTP_PROXY: proxy.http, HTTPS_PROXY: proxy.https, NO_PROXY: directlyText(spec)};
};

/** Where credentials are kept, below `pki/`: the variables that hold them. */
export const proxySecret = 'http-proxy.env';
/** The same on a host, where a daemon of it needs them. */
export const proxySecretFile = '/etc/kubernetes/http-proxy.env';

/**
 * A proxy's URL with `USER:PASSWORD` in it, percent-encoded: whatever these hold, neither a URL nor a file of variables takes it for its own.
 */
export const withCredentials = (url: string, credentials: string): string => {
	const at = credentials.indexOf(':');
	const [user, password] = [credentials.slice(0, at), credentials.slice(at + 1)].map(part =>
		encodeURIComponent(part).replaceAll(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
	);
	return url.replace('://', `://${user}:${password}@`);
};

/** The lines of `proxySecret` that hold something. */
export const secretLines = ({http, https}: NonNullable<ClusterSpec['httpProxy']>, credentials: string): string =>
	`HTTP_PROXY=${withCredentials(http, credentials)}\nHTTPS_PROXY=${withCredentials(https, credentials)}\n`;
