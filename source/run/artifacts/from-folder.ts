import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import type {Artifact, Sum} from '../../catalog/artifact-types.ts';
import {texts} from '../../texts/texts.ts';
import {rememberedDigest} from './digest.ts';
import {absent, noSum, wrongSum} from './reasons.ts';
import {parseSumFile, sumFileNames} from './sum-file.ts';
import type {FetchedArtifact, Settings} from './types.ts';

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined))?.isFile() ?? false;

const sumBeside = async (artifact: Artifact, file: string): Promise<Sum> => {
	let text: string | undefined;
	for (const name of sumFileNames(artifact)) {
		const source = path.join(path.dirname(file), name);
		text = (await readFile(source, 'utf8').catch(() => undefined)) ?? text;
		const value = text === undefined ? undefined : parseSumFile(text, artifact.file);
		if (value !== undefined) return {algorithm: 'sha256', value, source};
	}

	throw noSum(artifact, file, text);
};

/** A file of the person's own folder, used where it lies and never changed. `expected`: the published sum, if that is wanted. */
export const fromFolder = async (
	artifact: Artifact,
	folder: string,
	expected: Sum | undefined,
	{cache, signal}: Settings,
): Promise<FetchedArtifact> => {
	const places = [path.join(folder, artifact.path), path.join(folder, artifact.file)];
	const there = await Promise.all(places.map(isFile));
	const file = places.find((_, index) => there[index]);
	if (file === undefined) throw absent(artifact, places);
	const sum = expected ?? (await sumBeside(artifact, file));
	const actual = await rememberedDigest(file, sum.algorithm, cache, signal);
	if (actual !== sum.value) throw wrongSum(artifact, file, actual, sum, {next: texts.artifacts.nextWrongFolderSum(file), kind: 'final'});
	return {
		id: artifact.id,
		file,
		name: artifact.file,
		arch: artifact.arch,
		sum,
		pinned: expected !== undefined,
		from: 'folder',
		where: file,
	};
};
