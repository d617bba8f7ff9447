import http from 'node:http';
import {directly, proxyFor, withCredentials} from '../../catalog/http-proxy.ts';
import {contains, isAddress, parseCidr} from '../../spec/network.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError} from './artifact-error.ts';

const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];

/** The variables by which downloads find their proxy: those of the spec where it says so, else those that kinstall was started with. */
export const proxyEnvironment = (
	spec: ClusterSpec,
	credentials: string | undefined,
	env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv => {
	const proxy = proxyFor(spec, 'downloads');
	if (proxy === undefined) return env;
	const open = (url: string): string => (credentials === undefined ? url : withCredentials(url, credentials));
	const others = Object.entries(env).filter(([name]) => !/^(https?|no)_proxy$/i.test(name));
	return {
		...Object.fromEntries(others),
		HTTP_PROXY: open(proxy.http),
		HTTPS_PROXY: open(proxy.https),
		NO_PROXY: directly(spec).join(','),
	};
};

const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');

/** Node knows no CIDR in NO_PROXY: those of the hosts that will be asked that lie in one are named beside it. */
const withRanges = (noProxy: string, urls: readonly string[]): string => {
	const ranges = noProxy.split(/[\s,]+/).filter(entry => parseCidr(entry) !== undefined);
	const hosts = urls.map(hostOf).filter(host => isAddress(host) && ranges.some(range => contains(range, host)));
	return [noProxy, ...new Set(hosts)].join(',');
};

/**
 * Sends fetch through the proxy that the environment names, NO_PROXY respected; returns the way back. Where Node has no such call (before 22.21 and
 * 24.14), a proxy of its own environment is Node's matter, by NODE_USE_ENV_PROXY=1; another one is an ArtifactError, as nothing would go through it.
 * @param urls what will be asked for
 */
export const useProxy = (env: NodeJS.ProcessEnv, urls: readonly string[]): (() => void) => {
	if (urls.length === 0 || !names.some(name => env[name])) return () => {};
	if (typeof http.setGlobalProxyFromEnv === 'function') {
		const noProxy = withRanges(env.no_proxy || env.NO_PROXY || '', urls);
		return http.setGlobalProxyFromEnv({...env, no_proxy: noProxy, NO_PROXY: noProxy});
	}
	if (names.every(name => env[name] === process.env[name])) return () => {};
	const t = texts.artifacts;
	throw new ArtifactError([{what: 'Node.js', where: process.version, why: t.noProxyInNode, next: t.nextNode}]);
};

/** The proxy that a URL is asked through, without what opens it; undefined where it is asked directly, as far as can be told by name. */
export const proxyOf = (url: string, env: NodeJS.ProcessEnv): string | undefined => {
	const kind = url.startsWith('https:') ? 'https' : 'http';
	const proxy = URL.parse(env[`${kind}_proxy`] || env[`${kind.toUpperCase()}_PROXY`] || '');
	return proxy === null ? undefined : `${proxy.protocol}//${proxy.host}`;
};
