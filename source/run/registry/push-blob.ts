/** Puts one blob into a registry, by https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-blobs. */
import {createReadStream} from 'node:fs';
import {persist} from '../artifacts/persist.ts';
import type {Settings} from '../artifacts/types.ts';
import type {Registry} from './open-registry.ts';
import type {Blob} from './read-images.ts';
import type {Answer} from './send.ts';
import {refusal} from './token.ts';

/** Throws a RegistryError for any other status. */
export const expect = (answer: Answer, ...statuses: readonly number[]): Answer => {
	if (statuses.includes(answer.status)) return answer;
	throw refusal('refuses', answer);
};

/** How a blob arrives: where the registry wants the rest, and how many bytes it has. */
type Upload = {readonly place: string; readonly at: number};

const placeOf = ({headers}: Answer): string => headers.location ?? '';

const begin = async ({ask}: Registry, repository: string, scope: string): Promise<Upload> => {
	const answer = await ask(`/v2/${repository}/blobs/uploads/`, {method: 'POST', headers: {'content-length': 0}}, scope);
	return {place: placeOf(expect(answer, 201, 202)), at: 0};
};

/** What the registry has of an upload that was cut; undefined where it has forgotten it. */
const recall = async ({ask}: Registry, {place}: Upload, scope: string): Promise<Upload | undefined> => {
	const answer = await ask(place, {method: 'GET'}, scope);
	const [, last] = /^(?:bytes=)?0-(\d+)$/.exec(String(answer.headers.range ?? '')) ?? [];
	if (answer.status !== 204 || last === undefined) return undefined;
	// Of an upload without a byte some say 0-0, too.
	return {place: placeOf(answer) || place, at: last === '0' ? 0 : Number(last) + 1};
};

/** The rest of a blob, which ends its upload. */
const finish = async ({ask}: Registry, {place, at}: Upload, {digest, size, file}: Blob, scope: string): Promise<Answer> => {
	const url = new URL(place, 'kinstall://registry');
	url.searchParams.set('digest', digest);
	const headers = {
		'content-type': 'application/octet-stream',
		'content-length': size - at,
		...(at > 0 && at < size && {'content-range': `${at}-${size - 1}`}),
	};
	const body = () => createReadStream(file, {start: at});
	return ask(url.protocol === 'kinstall:' ? `${url.pathname}${url.search}` : url.href, {method: 'PUT', headers, body}, scope);
};

/**
 * Gives whether it had to travel. A connection that breaks is made again, and the blob goes on where the registry says that it is; it begins again where
 * the registry has forgotten it, or does not take the rest.
 */
export const pushBlob = async (
	registry: Registry,
	repository: string,
	blob: Blob,
	scope: string,
	settings: Pick<Settings, 'signal' | 'retry'>,
): Promise<boolean> => {
	let upload: Upload | undefined;
	const attempt = async (): Promise<boolean> => {
		const there = await registry.ask(`/v2/${repository}/blobs/${blob.digest}`, {method: 'HEAD'}, scope);
		if (there.status === 200) return upload !== undefined;
		const kept = upload && (await recall(registry, upload, scope));
		upload = kept !== undefined && kept.at <= blob.size ? kept : await begin(registry, repository, scope);
		const answer = await finish(registry, upload, blob, scope);
		if (answer.status !== 201 && upload.at > 0) {
			upload = await begin(registry, repository, scope);
			expect(await finish(registry, upload, blob, scope), 201);
		} else expect(answer, 201);
		return true;
	};
	return persist(attempt, settings, async () => upload?.at ?? 0);
};
