import {setTimeout as sleep} from 'node:timers/promises';

/** Takes so many bytes, once that is within the rate. */
export type Pace = (bytes: number) => Promise<void>;

/**
 * One rate for all who ask it. What is asked at once is answered one after the other, each when those before it have had their time.
 * @param rate bytes a second; without it nobody waits
 */
export const makePace = (
	rate: number | undefined,
	{now = () => performance.now(), wait = (milliseconds: number) => sleep(milliseconds)} = {},
): Pace => {
	let free = 0;
	return async bytes => {
		if (rate === undefined) return;
		const begin = Math.max(free, now());
		free = begin + (bytes * 1000) / rate;
		if (begin > now()) await wait(begin - now());
	};
};

/** How many bytes are read at once: not more than a tenth of a second's. */
export const portion = (rate: number | undefined): number => Math.max(1 << 12, Math.min(1 << 20, Math.floor((rate ?? Infinity) / 10)));

/** Lets so many work at the same time, the others in the order in which they asked. Without a number, all. */
export const makeTurns = (atOnce: number | undefined) => {
	let places = atOnce ?? Infinity;
	const waiting: Array<() => void> = [];
	return async <T>(work: () => Promise<T>): Promise<T> => {
		if (places > 0) places--;
		else await new Promise<void>(resolve => waiting.push(resolve));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else places++;
		}
	};
};
