import {createHash} from 'node:crypto';
import {mkdir, open, rename, stat} from 'node:fs/promises';
import path from 'node:path';
import {list, type ReadEntry} from 'tar';
import {elfArch} from './elf.ts';

/** What is known of one executable; kept beside it, so that nothing is hashed twice. */
export type Member = {
	/** Absolute path. */
	readonly file: string;
	readonly sha256: string;
	/** Bytes. */
	readonly size: number;
	/** Milliseconds, of the file here. */
	readonly modified: number;
	/** `amd64`, ...; absent when it is no ELF file. */
	readonly arch?: string;
};

export const describe = async (file: string, sha256: string): Promise<Member> => {
	const {size, mtimeMs} = await stat(file);
	const arch = await elfArch(file);
	return {file, sha256, size, modified: mtimeMs, ...(arch === undefined ? {} : {arch})};
};

const plain = (member: string): string => path.posix.normalize(member).replace(/^\/+/, '');

const save = async (entry: ReadEntry, file: string): Promise<Member> => {
	const temporary = `${file}.${process.pid}.tmp`;
	const hash = createHash('sha256');
	{
		// One reader only: a second listener would miss what the first has set flowing.
		await using handle = await open(temporary, 'w', 0o755);
		for await (const chunk of entry) {
			hash.update(chunk);
			await handle.writeFile(chunk);
		}

		await handle.chmod(0o755);
	}

	await rename(temporary, file);
	return describe(file, hash.digest('hex'));
};

const plainFiles: readonly string[] = ['File', 'OldFile', 'ContiguousFile'];

const take = async (entry: ReadEntry, member: string, file: string): Promise<[string, Member | undefined]> => {
	if (plainFiles.includes(entry.type)) return [member, await save(entry, file)];
	entry.resume();
	return [member, undefined];
};

const settled = <T>(result: PromiseSettledResult<T>): T => {
	if (result.status === 'rejected') throw result.reason;
	return result.value;
};

/**
 * Takes members out of a tar archive, gzipped or not, in one pass; `./bridge` and `bridge` are the same.
 * What is not there is absent from the answer, what is not a plain file is `undefined` in it.
 */
export const extractMembers = async (
	archive: string,
	members: readonly string[],
	folder: string,
): Promise<Map<string, Member | undefined>> => {
	const targets = new Map(members.map(member => [plain(member), member]));
	for (const member of targets.keys()) await mkdir(path.dirname(path.join(folder, member)), {recursive: true});
	const entries: ReadEntry[] = [];
	const jobs: Array<Promise<[string, Member | undefined]>> = [];
	const read = list({
		file: archive,
		strict: true,
		// Else every entry is set flowing before its reader is there.
		noResume: true,
		maxReadSize: 1 << 20,
		filter: name => targets.has(plain(name)),
		onReadEntry(entry) {
			entries.push(entry);
			const job = take(entry, targets.get(plain(entry.path))!, path.join(folder, plain(entry.path)));
			// Both are looked at below; until then a failure is not unhandled.
			entry.on('error', () => {});
			job.catch(() => {});
			jobs.push(job);
		},
	});
	await read.catch(error => {
		// The parser leaves the entry it broke off at unfinished for ever.
		for (const entry of entries) entry.destroy(error);
	});
	const saved = await Promise.allSettled(jobs);
	await read;
	return new Map(saved.map(job => settled(job)));
};
