import {createHash} from 'node:crypto';
import {type FileHandle, open} from 'node:fs/promises';
import path from 'node:path';
import {texts} from '../../texts/texts.ts';
import {ArtifactError, explain} from '../artifacts/artifact-error.ts';
import {readLock} from './read-lock.ts';
import {type Place, readIndex} from './tar-index.ts';
import {type Lock, lockName, type Member} from './types.ts';

const t = texts.bundle;

/** Bytes that are read at once. */
const portion = 1 << 20;

/** Larger is no lock file. */
const longest = 1 << 24;

export type Bundle = {
	/** Absolute path. */
	readonly file: string;
	readonly lock: Lock;
	/** sha256 of the lock file: with it, all that the bundle holds is named. */
	readonly digest: string;
	/** Every file behind the lock file. */
	readonly places: readonly Place[];
	/** The bytes of a member; none when the archive does not hold it as the lock file says. */
	readonly read: (member: Member, signal?: AbortSignal) => AsyncIterable<Buffer>;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** One error about the bundle, or about what is in it. */
export const refuse = (file: string, why: string, {what = path.basename(file), next = t.nextAgain}: {what?: string; next?: string} = {}) =>
	new ArtifactError([{what, where: file, why, next}]);

const bytesAt = async (handle: FileHandle, {offset, size}: Place): Promise<Buffer> =>
	(await handle.read(Buffer.alloc(size), 0, size, offset)).buffer;

const read = async (file: string, handle: FileHandle): Promise<Bundle> => {
	const [first, ...places] = await readIndex(handle);
	if (first?.name !== lockName || first.size > longest) throw new Error(t.noLock(lockName));
	const bytes = await bytesAt(handle, first);
	const lock = readLock(bytes.toString());
	return {
		file,
		lock,
		digest: createHash('sha256').update(bytes).digest('hex'),
		places,
		async *read({name, size}, signal) {
			const place = places.find(place => place.name === name && place.size === size);
			// Not by streams: each would listen to the handle.
			for (let done = 0; place !== undefined && done < size; ) {
				signal?.throwIfAborted();
				const {buffer, bytesRead} = await handle.read(Buffer.allocUnsafe(portion), 0, Math.min(portion, size - done), place.offset + done);
				if (bytesRead === 0) return;
				yield buffer.subarray(0, bytesRead);
				done += bytesRead;
			}
		},
		[Symbol.asyncDispose]: () => handle.close(),
	};
};

/** Opens a bundle and reads what it says of itself; no sum of a member is checked. Throws an ArtifactError when it is none, or is cut off. */
export const openBundle = async (place: string): Promise<Bundle> => {
	const file = path.resolve(place);
	let handle: FileHandle;
	try {
		handle = await open(file);
	} catch (error) {
		const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
		throw missing ? refuse(file, texts.artifacts.noFile, {next: t.nextMissing}) : refuse(file, explain(error).why);
	}
	try {
		return await read(file, handle);
	} catch (error) {
		await handle.close();
		throw refuse(file, explain(error).why);
	}
};
