import {createHash} from 'node:crypto';
import {mkdir, open, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {texts} from '../../texts/texts.ts';
import {explain} from '../artifacts/artifact-error.ts';
import {rememberDigest, rememberedDigest} from '../artifacts/digest.ts';
import {type Bundle, refuse} from './open-bundle.ts';
import {lockName, type Member} from './types.ts';

const isThere = async (file: string, {sha256}: Member, cache: string, signal?: AbortSignal): Promise<boolean> =>
	(await rememberedDigest(file, 'sha256', cache, signal).catch(() => undefined)) === sha256;

/**
 * Takes a member out of a bundle, its `.sha256` beside it; one that is there already is not written again.
 * Throws an ArtifactError, and leaves nothing, when it is not what the lock file says.
 */
export const extractMember = async (
	bundle: Bundle,
	member: Member,
	folder: string,
	cache: string,
	signal?: AbortSignal,
): Promise<string> => {
	const file = path.join(folder, member.name);
	if (await isThere(file, member, cache, signal)) return file;
	const temporary = `${file}.${process.pid}.tmp`;
	const hash = createHash('sha256');
	try {
		await mkdir(path.dirname(file), {recursive: true});
		await using handle = await open(temporary, 'w');
		for await (const chunk of bundle.read(member, signal)) {
			hash.update(chunk);
			await handle.writeFile(chunk);
		}
	} catch (error) {
		await rm(temporary, {force: true});
		signal?.throwIfAborted();
		throw refuse(folder, explain(error).why, {what: member.name, next: explain(error).next});
	}
	const actual = hash.digest('hex');
	if (actual !== member.sha256) {
		await rm(temporary, {force: true});
		throw refuse(bundle.file, texts.artifacts.wrongSum('sha256', actual, member.sha256, lockName), {what: member.name});
	}
	await rename(temporary, file);
	await writeFile(`${file}.sha256`, `${actual}  ${path.basename(file)}\n`);
	await rememberDigest(file, 'sha256', cache, actual);
	return file;
};
