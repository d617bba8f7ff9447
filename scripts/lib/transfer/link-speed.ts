import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {Readable} from 'node:stream';
import type {Shell} from '../shell.ts';

/** Bytes; enough to tell 40 MB a second (50 ms) from a gigabit, and on a slow link soon over. */
const size = 1 << 21;

/** Bytes a second that get to a host, measured with random ones, which nothing on the way makes smaller. */
export const linkSpeed = async ($: Shell): Promise<number> => {
	const ready = Promise.withResolvers<void>();
	async function* bytes() {
		// What is sent before somebody reads there fills buffers on the way, and would count as fast.
		await ready.promise;
		yield randomBytes(size);
	}
	const asked = $({input: Readable.from(bytes())})`link_speed ${size}`;
	once(asked.stdout, 'data').then(() => ready.resolve(), ready.reject);
	const {stdout} = await asked;
	return Number(/^speed (\d+)$/m.exec(stdout)?.[1]);
};
