import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {Binary} from '../../catalog/artifact-types.ts';
import {texts} from '../../texts/texts.ts';
import {ArtifactError, explain, isLocal, type Reason} from './artifact-error.ts';
import {defaultCache, readJson, writeJson} from './cache.ts';
import {digestFile} from './digest.ts';
import {describe, extractMembers, type Member} from './extract.ts';
import type {FetchedArtifact} from './types.ts';

const t = texts.artifacts;

/** An executable ready to be put on a host. */
export type UnpackedBinary = Pick<Member, 'file' | 'sha256' | 'size'>;

type Members = Readonly<Record<string, Member>>;

/** The name of an artifact that is the executable itself. */
const itself = '';

const isIntact = async (member: Member | undefined): Promise<boolean> => {
	const found = member && (await stat(member.file).catch(() => undefined));
	return found !== undefined && found.size === member?.size && found.mtimeMs === member.modified;
};

const describeItself = async ({file, sum}: FetchedArtifact): Promise<Member> =>
	describe(file, sum.algorithm === 'sha256' ? sum.value : await digestFile(file, 'sha256'));

const extract = async (artifact: FetchedArtifact, members: readonly string[], folder: string): Promise<Members> => {
	try {
		const found = await extractMembers(artifact.file, members, folder);
		const absent = members.filter(member => found.get(member) === undefined);
		const why = (member: string) => (found.has(member) ? t.notRegular : t.noMember);
		if (absent.length > 0)
			throw new ArtifactError(absent.map(member => ({what: member, where: artifact.file, why: why(member), next: t.nextUnpack})));
		return Object.fromEntries(found) as Members;
	} catch (error) {
		if (error instanceof ArtifactError) throw error;
		const {why, next} = explain(error);
		const reason = isLocal(error) ? {where: folder, why, next} : {where: artifact.file, why: t.badArchive(why), next: t.nextUnpack};
		throw new ArtifactError([{what: artifact.name, ...reason}], {cause: error});
	}
};

/** Members of one artifact, from the folder of an earlier run or out of the archive. */
const membersOf = async (artifact: FetchedArtifact, wanted: readonly string[], cache: string): Promise<Members> => {
	const folder = path.join(cache, 'unpacked', `${artifact.sum.algorithm}-${artifact.sum.value}`);
	const record = path.join(folder, 'members.json');
	const known = (await readJson<Members>(record)) ?? {};
	const intact = await Promise.all(wanted.map(member => isIntact(known[member])));
	const fresh = wanted.filter((_, index) => !intact[index]);
	if (fresh.length === 0) return known;
	const inside = fresh.filter(member => member !== itself);
	const extracted = inside.length > 0 ? await extract(artifact, inside, folder) : {};
	const whole = fresh.includes(itself) ? {[itself]: await describeItself(artifact)} : {};
	const members = {...known, ...extracted, ...whole};
	await writeJson(record, members);
	return members;
};

const misfit = (binary: Binary, {name, file, arch}: FetchedArtifact, member: Member): Reason[] => {
	const what = binary.member ?? name;
	if (member.arch === undefined) return [{what, where: file, why: t.notExecutable, next: t.nextUnpack}];
	return member.arch === arch ? [] : [{what, where: file, why: t.wrongArch(member.arch, arch), next: t.nextArch(arch)}];
};

/**
 * Makes the executables of hosts of one architecture ready on this machine; by path on the host. The second time it
 * only looks at sizes and times. Throws an ArtifactError when an archive lacks one, or it is built for another architecture.
 */
export const unpackBinaries = async (
	fetched: Readonly<Record<string, FetchedArtifact>>,
	binaries: readonly Binary[],
	cache: string = defaultCache(),
): Promise<Record<string, UnpackedBinary>> => {
	const unpacked: Record<string, UnpackedBinary> = {};
	const reasons: Reason[] = [];
	for (const [id, rows] of Map.groupBy(binaries, ({artifact}) => artifact)) {
		const artifact = fetched[id];
		if (artifact === undefined) {
			reasons.push({what: id, where: cache, why: t.notFetched, next: t.nextMissing});
			continue;
		}

		const members = await membersOf(artifact, [...new Set(rows.map(({member}) => member ?? itself))], cache);
		for (const binary of rows) {
			const member = members[binary.member ?? itself]!;
			reasons.push(...misfit(binary, artifact, member));
			unpacked[binary.path] = {file: member.file, sha256: member.sha256, size: member.size};
		}
	}

	if (reasons.length > 0) throw new ArtifactError(reasons);
	return unpacked;
};
