import {basic, schemeOf} from '../../catalog/registries.ts';
import type {RegistrySpec} from '../../spec/types.ts';
import {RegistryError} from './registry-error.ts';
import {type Answer, type Asked, send, type Way} from './send.ts';

/** A registry and what opens it. */
export type Access = Pick<RegistrySpec, 'host' | 'plainHttp'> & {readonly credentials?: string | undefined};

export type Registry = {
	/** Asks for a path of its API, `/v2/...`, or a whole address that it gave; authorized where it wants that. Throws a RegistryError when that is refused. */
	readonly ask: (place: string, asked: Asked, scope?: string) => Promise<Answer>;
	/** Whether it wants tokens of somebody else, as seen in its answers so far. */
	readonly wantsTokens: () => boolean;
};

type Challenge = {readonly scheme: string; readonly parameters: Readonly<Record<string, string>>};

/** The challenges of WWW-Authenticate (RFC 9110, 11.6.1) that Basic and Bearer make. */
export const readChallenges = (text: string): Challenge[] =>
	[...text.matchAll(/(?:^|,\s*)(Basic|Bearer)((?:\s+|,\s*)[a-z_]+=(?:"[^"]*"|[^\s",]+))*/gi)].map(([whole, scheme = '']) => ({
		scheme: scheme.toLowerCase(),
		parameters: Object.fromEntries(
			[...whole.matchAll(/([a-z_]+)=(?:"([^"]*)"|([^\s",]+))/gi)].map(([, name = '', quoted, bare]) => [
				name.toLowerCase(),
				quoted ?? bare ?? '',
			]),
		),
	}));

/** The registry's own words about a refusal, where it has some. */
export const wordsOf = ({text}: Pick<Answer, 'text'>): string => {
	try {
		const {errors = []} = JSON.parse(text) as {errors?: ReadonlyArray<{code?: string; message?: string}>};
		return errors.map(({code, message}) => message || code || '').join('; ');
	} catch {
		return '';
	}
};

const refusal = (trouble: 'credentials' | 'forbidden' | 'answers', answer: Answer): RegistryError =>
	new RegistryError(trouble, [String(answer.status), wordsOf(answer)].filter(Boolean).join(': '));

/** A token, by https://distribution.github.io/distribution/spec/auth/token/. */
const fetchToken = async ({parameters}: Challenge, scope: string | undefined, {credentials}: Access, way: Way): Promise<string> => {
	const {realm, service, scope: wanted} = parameters;
	const url = URL.parse(realm ?? '');
	if (url === null) throw new RegistryError('answers', `401: Bearer realm="${realm ?? ''}"`);
	if (service !== undefined) url.searchParams.set('service', service);
	for (const one of (wanted ?? scope ?? '').split(' ').filter(Boolean)) url.searchParams.append('scope', one);
	const headers = credentials === undefined ? {} : {authorization: basic(credentials)};
	const answer = await send(url, {method: 'GET', headers}, way);
	if (answer.status === 401 || answer.status === 403) throw refusal('credentials', answer);
	if (answer.status !== 200) throw refusal('answers', answer);
	try {
		const {token, access_token: access} = JSON.parse(answer.text) as {token?: string; access_token?: string};
		if (token ?? access) return (token ?? access)!;
	} catch {}
	throw new RegistryError('answers', realm);
};

export const openRegistry = (access: Access, way: Way): Registry => {
	const base = `${schemeOf(access)}://${access.host}`;
	const home = new URL(base);
	const {credentials} = access;
	const tokens = new Map<string, string>();
	let basically = credentials !== undefined;
	let wantsTokens = false;
	const authorization = (scope: string): string | undefined => {
		const token = tokens.get(scope);
		if (token !== undefined) return `Bearer ${token}`;
		return basically ? basic(credentials!) : undefined;
	};
	const ask = async (place: string, asked: Asked, scope = ''): Promise<Answer> => {
		const url = new URL(place, base);
		// Behind a proxy that ends TLS a registry may not know that it was asked over it: nothing goes out in the clear for that.
		if (url.hostname === home.hostname && home.protocol === 'https:' && url.protocol === 'http:')
			url.href = url.href.replace(url.origin, home.origin);
		const once = async (): Promise<Answer> => {
			// An address elsewhere, as of a storage that uploads go to, brings its own permission.
			const own = url.origin === home.origin ? authorization(scope) : undefined;
			return send(url, {...asked, headers: {...asked.headers, ...(own !== undefined && {authorization: own})}}, way);
		};
		const first = await once();
		if (first.status !== 401) return judge(first);
		const challenge = readChallenges(String(first.headers['www-authenticate'] ?? '')).find(({scheme}) => scheme === 'bearer');
		if (challenge === undefined) throw refusal('credentials', first);
		wantsTokens = true;
		basically = false;
		tokens.set(scope, await fetchToken(challenge, scope, access, way));
		const second = await once();
		if (second.status === 401) throw refusal('credentials', second);
		return judge(second);
	};
	return {ask, wantsTokens: () => wantsTokens};
};

const judge = (answer: Answer): Answer => {
	if (answer.status === 403) throw refusal('forbidden', answer);
	return answer;
};

/** Asks a registry whether it is one and lets us in, as containerd would find out. Throws a RegistryError when not. */
export const greet = async (registry: Registry): Promise<void> => {
	const answer = await registry.ask('/v2/', {method: 'GET'});
	if (answer.status !== 200) throw new RegistryError('answers', String(answer.status));
};
