import {setTimeout as sleep} from 'node:timers/promises';

/**
 * Tries `look` again and again until it neither throws nor gives undefined. Throws the last trouble after `seconds`.
 * Each look has its own bound, so the whole may last one look longer.
 */
export const until = async <T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> => {
	const deadline = Date.now() + seconds * 1000;
	let last = '';
	while (Date.now() < deadline) {
		try {
			const seen = await look();
			if (seen !== undefined) return seen;
		} catch (error) {
			last = error instanceof Error ? error.message : String(error);
		}
		await sleep(200);
	}
	throw new Error(`not within ${seconds} s: ${what}${last ? `\n${last}` : ''}`);
};
