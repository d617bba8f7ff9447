import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open} from 'node:fs/promises';
import {Header} from 'tar';
import {texts} from '../../texts/texts.ts';
import {padded} from './tar-index.ts';

/** What goes into an archive: bytes, or a file of this machine with the size and sum it was listed with. */
export type Content =
	| {readonly name: string; readonly bytes: Buffer}
	| {readonly name: string; readonly file: string; readonly size: number; readonly sha256: string};

/** The same for every file but for name and size, so that the same input gives the same bytes. */
const headerOf = (name: string, size: number): Buffer => {
	const header = new Header({
		path: name,
		size,
		type: 'File',
		mode: 0o644,
		uid: 0,
		gid: 0,
		uname: 'root',
		gname: 'root',
		mtime: new Date(0),
	});
	if (header.encode()) throw new Error(texts.bundle.unnameable(name));
	return header.block!;
};

/**
 * Writes an uncompressed tar archive and flushes it. Throws an Error when a file is another one by now than was listed, or
 * is larger than an archive of this kind takes (8 GiB).
 */
export const writeTar = async (archive: string, contents: readonly Content[], signal?: AbortSignal): Promise<void> => {
	await using out = await open(archive, 'w', 0o644);
	for (const content of contents) {
		const size = 'bytes' in content ? content.bytes.length : content.size;
		await out.writeFile(headerOf(content.name, size));
		if ('bytes' in content) await out.writeFile(content.bytes);
		else {
			const hash = createHash('sha256');
			let written = 0;
			for await (const chunk of createReadStream(content.file, {highWaterMark: 1 << 20, ...(signal && {signal})})) {
				hash.update(chunk as Buffer);
				written += (chunk as Buffer).length;
				await out.writeFile(chunk as Buffer);
			}
			if (written !== size || hash.digest('hex') !== content.sha256) throw new Error(texts.bundle.changedMeanwhile(content.file));
		}
		await out.writeFile(Buffer.alloc(padded(size) - size));
	}
	// Two empty blocks end an archive; readers warn about fewer.
	await out.writeFile(Buffer.alloc(1024));
	await out.sync();
};
