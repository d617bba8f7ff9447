import {open} from 'node:fs/promises';

/** Whether a file ends in the middle of a line: a killed run leaves half an event, which shall not swallow the next one. */
export const isUnfinished = async (file: string): Promise<boolean> => {
	const handle = await open(file).catch(() => undefined);
	if (!handle) return false;
	try {
		const {size} = await handle.stat();
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
		return bytesRead === 1 && buffer.toString() !== '\n';
	} finally {
		await handle.close();
	}
};
