import type {IncomingMessage} from 'node:http';
import {basic, schemeOf} from '../../catalog/registries.ts';
import type {RegistrySpec} from '../../spec/types.ts';
import {RegistryError} from './registry-error.ts';
import {type Answer, type Asked, readAnswer, send, type Way} from './send.ts';
import {type Challenge, fetchToken, readChallenges, refusal} from './token.ts';

/** A registry and what opens it. */
export type Access = Pick<RegistrySpec, 'host' | 'plainHttp'> & {readonly credentials?: string | undefined};

export type Registry = {
	/**
	 * Asks for a path of its API, `/v2/...`, or a whole address that it gave; authorized where it wants that, and where reading leads elsewhere, there.
	 * The bytes of the answer are still to come. Throws a RegistryError when it is refused.
	 */
	readonly open: (place: string, asked: Asked, scope?: string) => Promise<IncomingMessage>;
	/** The same with all bytes of the answer. */
	readonly ask: (place: string, asked: Asked, scope?: string) => Promise<Answer>;
	/** Whether it wants tokens of somebody else, as seen in its answers so far. */
	readonly wantsTokens: () => boolean;
};

/** As often is a request sent on. */
const mostHops = 10;

/** Where an answer sends who reads; undefined of one that is meant. */
const sentOn = ({statusCode = 0, headers}: IncomingMessage, {method}: Asked): string | undefined =>
	/^(GET|HEAD)$/.test(method) && [301, 302, 303, 307, 308].includes(statusCode) ? headers.location : undefined;

/** Bytes whose sum is in what was asked for; no name of a repository has a colon. */
const isBlob = (place: string, {method}: Asked): boolean => method === 'GET' && /\/blobs\/sha256:/.test(place);

const judge = async (answer: IncomingMessage): Promise<IncomingMessage> => {
	if (answer.statusCode === 403) throw refusal('forbidden', await readAnswer(answer));
	return answer;
};

export const openRegistry = (access: Access, way: Way): Registry => {
	const base = `${schemeOf(access)}://${access.host}`;
	const home = new URL(base);
	const {credentials} = access;
	const tokens = new Map<string, string>();
	let basically = credentials !== undefined;
	let wantsTokens = false;
	/** Behind a proxy that ends TLS a registry may not know that it was asked over it: nothing goes out in the clear for that. */
	const at = (url: URL): URL =>
		url.hostname === home.hostname && home.protocol === 'https:' && url.protocol === 'http:'
			? new URL(url.href.replace(url.origin, home.origin))
			: url;
	/** Where tokens are given out, as far as a password may go there. */
	const safely = (challenge: Challenge): Challenge => {
		const realm = URL.parse(challenge.parameters['realm'] ?? '');
		if (realm === null) return challenge;
		const {href, protocol} = at(realm);
		if (protocol !== 'https:' && home.protocol === 'https:' && credentials !== undefined)
			throw new RegistryError('answers', `401: Bearer realm="${realm.href}"`);
		return {...challenge, parameters: {...challenge.parameters, realm: href}};
	};
	const authorized = async (url: URL, asked: Asked, scope: string): Promise<IncomingMessage> => {
		// An address elsewhere, as of a storage, brings its own permission, and gets no credentials of ours.
		const ours = url.origin === home.origin;
		const key = `${url.origin} ${scope}`;
		const once = async (): Promise<IncomingMessage> => {
			const token = tokens.get(key);
			const own = token !== undefined ? `Bearer ${token}` : ours && basically ? basic(credentials!) : undefined;
			return send(url, {...asked, headers: {...asked.headers, ...(own !== undefined && {authorization: own})}}, way);
		};
		const first = await once();
		if (first.statusCode !== 401) return judge(first);
		const refused = await readAnswer(first);
		const challenge = readChallenges(String(first.headers['www-authenticate'] ?? '')).find(({scheme}) => scheme === 'bearer');
		if (challenge === undefined) throw refusal('credentials', refused);
		if (ours) {
			wantsTokens = true;
			basically = false;
		}
		tokens.set(key, await fetchToken(safely(challenge), scope, ours ? credentials : undefined, way));
		const second = await once();
		if (second.statusCode === 401) throw refusal('credentials', await readAnswer(second));
		return judge(second);
	};
	const open = async (place: string, asked: Asked, scope = ''): Promise<IncomingMessage> => {
		let url = at(new URL(place, base));
		for (let hops = 0; ; hops++) {
			const answer = await authorized(url, asked, scope);
			const next = sentOn(answer, asked);
			if (next === undefined) return answer;
			answer.resume();
			const target = URL.parse(next, url.href);
			// The sum of a blob is known beforehand; whatever else was asked with TLS is not believed without it.
			const inTheClear = url.protocol === 'https:' && target !== null && at(target).protocol === 'http:' && !isBlob(place, asked);
			if (hops === mostHops || target === null || inTheClear) throw new RegistryError('answers', `${answer.statusCode}: ${next}`);
			url = at(target);
		}
	};
	return {open, ask: async (...asked) => readAnswer(await open(...asked)), wantsTokens: () => wantsTokens};
};

/** Asks a registry whether it is one and lets us in, as containerd would find out. Throws a RegistryError when not. */
export const greet = async (registry: Registry): Promise<void> => {
	const answer = await registry.ask('/v2/', {method: 'GET'});
	if (answer.status !== 200) throw new RegistryError('answers', String(answer.status));
};
