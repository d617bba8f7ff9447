/** What a registry wants before it answers, and tokens of whoever gives them out for it. */
import {basic} from '../../catalog/registries.ts';
import {HttpError} from '../artifacts/http-error.ts';
import {RegistryError} from './registry-error.ts';
import {type Answer, readAnswer, send, type Way} from './send.ts';

export type Challenge = {readonly scheme: string; readonly parameters: Readonly<Record<string, string>>};

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
const wordsOf = ({bytes}: Pick<Answer, 'bytes'>): string => {
	try {
		const {errors = []} = JSON.parse(bytes.toString()) as {errors?: ReadonlyArray<{code?: string; message?: string}>};
		return errors.map(({code, message}) => message || code || '').join('; ');
	} catch {
		return '';
	}
};

/** An unwelcome answer, with the status and the registry's own words. */
export const refusal = (trouble: RegistryError['trouble'], answer: Answer): RegistryError =>
	new RegistryError(trouble, [String(answer.status), wordsOf(answer)].filter(Boolean).join(': '), new HttpError(answer.status));

/** A token, by https://distribution.github.io/distribution/spec/auth/token/; without credentials one for what anybody may do. */
export const fetchToken = async (
	{parameters}: Challenge,
	scope: string | undefined,
	credentials: string | undefined,
	way: Way,
): Promise<string> => {
	const {realm, service, scope: wanted} = parameters;
	const url = URL.parse(realm ?? '');
	if (url === null) throw new RegistryError('answers', `401: Bearer realm="${realm ?? ''}"`);
	if (service !== undefined) url.searchParams.set('service', service);
	for (const one of (wanted ?? scope ?? '').split(' ').filter(Boolean)) url.searchParams.append('scope', one);
	const headers = credentials === undefined ? {} : {authorization: basic(credentials)};
	const answer = await readAnswer(await send(url, {method: 'GET', headers}, way));
	if (answer.status === 401 || answer.status === 403) throw refusal('credentials', answer);
	if (answer.status !== 200) throw refusal('answers', answer);
	try {
		const {token, access_token: access} = JSON.parse(answer.bytes.toString()) as {token?: string; access_token?: string};
		if (token ?? access) return (token ?? access)!;
	} catch {}
	throw new RegistryError('answers', realm);
};
