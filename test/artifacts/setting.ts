import {createHash, randomBytes} from 'node:crypto';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {Artifact} from '../../source/catalog/artifact-types.ts';
import {ArtifactError, type Reason} from '../../source/run/artifacts/artifact-error.ts';
import {fetchArtifacts} from '../../source/run/artifacts/fetch-artifacts.ts';
import type {ArtifactSources, FetchOptions} from '../../source/run/artifacts/types.ts';
import {fileServer} from './file-server.ts';

export const sha256 = (body: Buffer | string): string => createHash('sha256').update(body).digest('hex');

export const body = (size = 300_000): Buffer => randomBytes(size);

/** An artifact whose official place is `server`; pinned to `content` unless that is absent. */
export const artifact = (server: string, file: string, content?: Buffer): Artifact => ({
	id: file.split('.')[0]!,
	version: '1.0.0',
	arch: 'amd64',
	file,
	url: `${server}/official/${file}`,
	path: `example.test/v1/${file}`,
	...(content && {sum: {algorithm: 'sha256', value: sha256(content), source: 'https://example.test/SUMS'}}),
});

/** A folder, a server and a cache of a test's own, gone at its end. */
export const setting = async (t: ExecutionContext) => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-artifacts-'));
	const server = await fileServer();
	t.teardown(async () => {
		await server.close();
		await rm(directory, {recursive: true, force: true});
	});
	const cache = path.join(directory, 'cache');
	const put = async (name: string, content: Buffer | string) => {
		const file = path.join(directory, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, content);
		return file;
	};

	const fetch = (artifacts: Artifact[], sources: Partial<ArtifactSources> = {}, options: Partial<FetchOptions> = {}) =>
		fetchArtifacts(
			artifacts,
			{from: 'auto', sums: 'published', images: [], mirrors: {}, preset: 'none', ...sources},
			{directory, cache, retry: {tries: 2, delay: 5, stall: 2000}, ...options},
		);
	return {directory, server, cache, put, fetch};
};

/** The reasons an attempt was refused with. */
export const reasonsOf = async (t: ExecutionContext, attempt: Promise<unknown>): Promise<readonly Reason[]> =>
	(await t.throwsAsync(attempt, {instanceOf: ArtifactError}))?.reasons ?? [];
