/** Puts images into a registry, by https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#push. */
import {createReadStream} from 'node:fs';
import {Readable} from 'node:stream';
import type {Placed} from '../../catalog/pushed-as.ts';
import {type Registry, wordsOf} from './open-registry.ts';
import {type Blob, indexType, type PushedImage} from './read-images.ts';
import {RegistryError} from './registry-error.ts';
import type {Answer} from './send.ts';

/** What came of it: how many blobs there were to bring, how many travelled, and their bytes. */
export type Pushed = {readonly blobs: number; readonly sent: number; readonly bytes: number};

const expect = (answer: Answer, ...statuses: readonly number[]): Answer => {
	if (statuses.includes(answer.status)) return answer;
	throw new RegistryError('refuses', [String(answer.status), wordsOf(answer)].filter(Boolean).join(': '));
};

/** Whether it had to travel. */
const pushBlob = async ({ask}: Registry, repository: string, {digest, size, file}: Blob, scope: string): Promise<boolean> => {
	const there = await ask(`/v2/${repository}/blobs/${digest}`, {method: 'HEAD'}, scope);
	if (there.status === 200) return false;
	const {headers} = expect(
		await ask(`/v2/${repository}/blobs/uploads/`, {method: 'POST', headers: {'content-length': 0}}, scope),
		201,
		202,
	);
	const at = new URL(headers.location ?? '', 'kinstall://registry');
	at.searchParams.set('digest', digest);
	const place = at.protocol === 'kinstall:' ? `${at.pathname}${at.search}` : at.href;
	const sent = {
		method: 'PUT',
		headers: {'content-type': 'application/octet-stream', 'content-length': size},
		body: () => createReadStream(file),
	};
	expect(await ask(place, sent, scope), 201);
	return true;
};

const pushManifest = async ({ask}: Registry, place: string, mediaType: string, bytes: Buffer, scope: string): Promise<void> => {
	const headers = {'content-type': mediaType, 'content-length': bytes.length};
	expect(await ask(place, {method: 'PUT', headers, body: () => Readable.from([bytes])}, scope), 201);
};

/** Images of one name, each for another processor: several are pushed by their digest, and the name is that of all of them. */
export const pushImages = async (registry: Registry, {repository, tag}: Placed, images: readonly PushedImage[]): Promise<Pushed> => {
	const scope = `repository:${repository}:pull,push`;
	const blobs = [...new Map(images.flatMap(image => image.blobs).map(blob => [blob.digest, blob])).values()];
	const sent: Blob[] = [];
	for (const blob of blobs) if (await pushBlob(registry, repository, blob, scope)) sent.push(blob);
	const place = (name: string) => `/v2/${repository}/manifests/${name}`;
	for (const {digest, mediaType, manifest} of images)
		await pushManifest(registry, place(images.length === 1 ? tag : digest), mediaType, manifest, scope);
	if (images.length > 1) {
		const manifests = images.map(({mediaType, digest, manifest, arch}) => ({
			mediaType,
			digest,
			size: manifest.length,
			platform: {architecture: arch, os: 'linux'},
		}));
		const index = Buffer.from(JSON.stringify({schemaVersion: 2, mediaType: indexType, manifests}));
		await pushManifest(registry, place(tag), indexType, index, scope);
	}
	return {blobs: blobs.length, sent: sent.length, bytes: sent.reduce((sum, {size}) => sum + size, 0)};
};
