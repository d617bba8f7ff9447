import type {FileHandle} from 'node:fs/promises';
import {Header} from 'tar';
import {texts} from '../../texts/texts.ts';

const block = 512;

/** Where the bytes of one file lie in a tar archive. */
export type Place = {readonly name: string; readonly offset: number; readonly size: number};

/** Rounded up to whole blocks. */
export const padded = (size: number): number => Math.ceil(size / block) * block;

const plainFiles: readonly string[] = ['File', 'OldFile', 'ContiguousFile'];

/**
 * The files of an uncompressed tar archive, in its order, of which only the headers are read; `most` ends it earlier.
 * Throws an Error with the reason when it is none, or is cut off.
 */
export const readIndex = async (handle: FileHandle, most = Number.POSITIVE_INFINITY): Promise<Place[]> => {
	const {size: end} = await handle.stat();
	const places: Place[] = [];
	let at = 0;
	while (places.length < most) {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(block), 0, block, at);
		const header = bytesRead === block ? new Header(buffer) : undefined;
		if (header?.nullBlock) return places;
		if (header !== undefined && (!header.cksumValid || header.size === undefined))
			throw new Error(at === 0 ? texts.bundle.noTar : texts.bundle.brokenTar(at));
		const offset = at + block;
		const size = header?.size ?? 0;
		if (header === undefined || offset + size > end) throw new Error(texts.bundle.cutOff(end));
		if (plainFiles.includes(header.type)) places.push({name: header.path ?? '', offset, size});
		at = offset + padded(size);
	}
	return places;
};
