import {RegistryError} from '../../source/run/registry/registry-error.ts';

/** Reads a stream up to some bytes, and no further. Rejects when it ends before them. */
export const readUntil = (stream: NodeJS.ReadableStream, end: string): Promise<string> =>
	new Promise((resolve, reject) => {
		let read = Buffer.alloc(0);
		const hear = () => {
			for (let part = stream.read() as Buffer | null; part !== null; part = stream.read() as Buffer | null) {
				read = Buffer.concat([read, part]);
				const at = read.indexOf(end);
				if (at === -1) continue;
				stream.off('readable', hear);
				const rest = read.subarray(at + end.length);
				if (rest.length > 0) stream.unshift(rest);
				resolve(read.subarray(0, at).toString());
				return;
			}
		};
		stream.on('readable', hear);
		stream.once('end', () => reject(new RegistryError('silent')));
		stream.once('error', reject);
	});
