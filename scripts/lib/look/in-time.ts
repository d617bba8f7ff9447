import {setTimeout as sleep} from 'node:timers/promises';

/** What one that did not answer the last time is waited for: it holds nobody up twice. */
const briefly = 1500;

/**
 * Work that is never under way twice. Who asks waits for it at most `patience` milliseconds and gets undefined when that was not enough; what
 * comes later is for the next who asks.
 */
export const inTime = <Value>(work: () => Promise<Value>): ((patience: number) => Promise<Value | undefined>) => {
	let underWay: Promise<Value> | undefined;
	let late = false;
	return async patience => {
		underWay ??= work();
		const timer = new AbortController();
		const tooLate = sleep(late ? Math.min(briefly, patience) : patience, undefined, {signal: timer.signal}).catch(() => undefined);
		try {
			const value = await Promise.race([underWay, tooLate]);
			late = value === undefined;
			if (!late) underWay = undefined;
			return value;
		} finally {
			timer.abort();
		}
	};
};
