/** Reading from registries by the OCI distribution specification, as far as pulling needs it. */
import {texts} from '../../texts/texts.ts';
import {HttpError} from '../artifacts/http-error.ts';
import {persist} from '../artifacts/persist.ts';
import {refuse, stallGuard} from '../artifacts/request.ts';
import type {Settings} from '../artifacts/types.ts';

const t = texts.bundle.pull;

/** An image by its parts; `target` is a tag, or a digest with its algorithm. */
export type ImageName = {readonly registry: string; readonly repository: string; readonly target: string};

/** @param reference as `fullReference` gives it */
export const nameOf = (reference: string): ImageName => {
	const at = reference.indexOf('/');
	const [, repository = '', target = ''] = /^(.*?)[:@](.*)$/.exec(reference.slice(at + 1)) ?? [];
	return {registry: reference.slice(0, at), repository, target};
};

/** Docker Hub answers elsewhere than its images are named; a registry on this machine is asked without TLS, as docker does. */
export const baseOf = ({registry, repository}: Pick<ImageName, 'registry' | 'repository'>): string => {
	const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
	const scheme = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host) ? 'http' : 'https';
	return `${scheme}://${host}/v2/${repository}`;
};

type Challenge = {readonly realm: string; readonly service?: string | undefined; readonly scope?: string | undefined};

/** What a registry wants before it answers (RFC 6750, and distribution's token specification); undefined for another kind than a token. */
const challengeOf = (header: string | null): Challenge | undefined => {
	if (!/^bearer /i.test(header ?? '')) return undefined;
	const values = Object.fromEntries([...header!.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
	return values['realm'] === undefined ? undefined : {realm: values['realm'], service: values['service'], scope: values['scope']};
};

const tokenFor = async ({realm, service, scope}: Challenge, signal: AbortSignal): Promise<string> => {
	const url = new URL(realm);
	if (service !== undefined) url.searchParams.set('service', service);
	if (scope !== undefined) url.searchParams.set('scope', scope);
	const response = await fetch(url, {signal});
	if (!response.ok) throw await refuse(response);
	const {token, access_token: access} = (await response.json()) as {token?: string; access_token?: string};
	if (typeof (token ?? access) !== 'string') throw new Error(t.noToken);
	return (token ?? access)!;
};

/** What opens a repository to whoever has no account there: nothing, or a token. Throws an HttpError where only a password does. */
export const authorize = async (url: string, settings: Pick<Settings, 'signal' | 'retry'>): Promise<Record<string, string>> =>
	persist(async () => {
		using guard = stallGuard(settings);
		const response = await fetch(url, {method: 'HEAD', signal: guard.signal});
		if (response.status !== 401) return {};
		const challenge = challengeOf(response.headers.get('www-authenticate'));
		if (challenge === undefined) throw new HttpError(401);
		return {authorization: `Bearer ${await tokenFor(challenge, guard.signal)}`};
	}, settings);
