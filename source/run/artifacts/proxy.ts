import http from 'node:http';

const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];

/**
 * Sends fetch through the proxy that the environment names, NO_PROXY respected; returns the way back.
 * Where Node has no such call (before 22.21 and 24.14), it does so itself when started with NODE_USE_ENV_PROXY=1.
 */
export const useProxy = (env: NodeJS.ProcessEnv): (() => void) => {
	const wanted = names.some(name => env[name]);
	return wanted && typeof http.setGlobalProxyFromEnv === 'function' ? http.setGlobalProxyFromEnv(env) : () => {};
};
