import {type FileHandle, open} from 'node:fs/promises';

/** Bytes read at once: what is done with their lines must not keep a key waiting. */
const portion = 1 << 17;
const newline = 0x0a;

export type LineReader = {
	/** The next whole lines, as many as are read at once; none while there are none. */
	readonly next: () => Promise<readonly string[]>;
	/** The byte behind the last line that was given. */
	readonly position: () => number;
};

/** Reads a growing file by lines, from byte `from` on and not beyond byte `to`. */
export const lineReader = (name: string, from: number, to = Number.POSITIVE_INFINITY): LineReader => {
	let position = from;
	// Used again and again: memory outside of the heap is given back late.
	let buffer = Buffer.alloc(portion);

	const read = async (file: FileHandle): Promise<readonly string[]> => {
		const {bytesRead} = await file.read(buffer, 0, Math.min(buffer.length, to - position), position);
		const end = bytesRead === 0 ? -1 : buffer.lastIndexOf(newline, bytesRead - 1);
		if (end >= 0) {
			position += end + 1;
			return buffer.toString('utf8', 0, end).split('\n');
		}
		if (bytesRead < buffer.length) return [];
		// One line is longer than all that was read.
		buffer = Buffer.alloc(2 * buffer.length);
		return read(file);
	};

	return {
		async next() {
			const file = await open(name).catch(() => undefined);
			if (!file) return [];
			return read(file).finally(() => file.close());
		},
		position: () => position,
	};
};
