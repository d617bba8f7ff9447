import {createHash} from 'node:crypto';
import {createWriteStream} from 'node:fs';
import {mkdir, rename, stat} from 'node:fs/promises';
import path from 'node:path';
import {finished} from 'node:stream/promises';
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
	const out = createWriteStream(temporary, {mode: 0o755});
	entry.on('data', chunk => hash.update(chunk));
	entry.pipe(out);
	await finished(out);
	await rename(temporary, file);
	return describe(file, hash.digest('hex'));
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
	const jobs: Array<Promise<[string, Member | undefined]>> = [];
	await list({
		file: archive,
		strict: true,
		maxReadSize: 1 << 20,
		filter: name => targets.has(plain(name)),
		onReadEntry(entry) {
			const member = targets.get(plain(entry.path))!;
			const isFile = entry.type === 'File' || entry.type === 'OldFile' || entry.type === 'ContiguousFile';
			const file = path.join(folder, plain(entry.path));
			const job: Promise<[string, Member | undefined]> = isFile
				? save(entry, file).then(saved => [member, saved])
				: Promise.resolve([member, undefined]);
			if (!isFile) entry.resume();
			// Looked at below; until then a failure here is not unhandled.
			job.catch(() => {});
			jobs.push(job);
		},
	});
	return new Map(await Promise.all(jobs));
};
