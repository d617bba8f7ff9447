import {setTimeout as sleep} from 'node:timers/promises';
import {isLocal, proxyStatus} from './artifact-error.ts';
import type {Settings} from './types.ts';

/** However well a transfer goes on after each break, it is not begun more often than this. */
const maximum = 50;

/** What an error says of itself, as an HttpError does; of one that says nothing one cannot know. */
const passes = (error: unknown): boolean => (error as {readonly passes?: boolean}).passes ?? true;

/**
 * Tries again while it makes sense: not after a plain "no" of the server, not when this machine is the reason.
 * `attempt` resolves to nothing it has to undo; `progress` tells how far it is, and any step forward counts as a fresh start.
 */
export const persist = async <T>(
	attempt: () => Promise<T>,
	{signal, retry}: Pick<Settings, 'signal' | 'retry'>,
	progress: () => Promise<number> = async () => 0,
): Promise<T> => {
	let vain = 0;
	for (let round = 1; ; round++) {
		const before = await progress();
		try {
			return await attempt();
		} catch (error) {
			signal.throwIfAborted();
			if (isLocal(error) || (proxyStatus(error) ?? 500) < 500 || !passes(error)) throw error;
			vain = (await progress()) > before ? 1 : vain + 1;
			if (vain >= retry.tries || round >= maximum) throw error;
		}

		await sleep(retry.delay * 2 ** (vain - 1), undefined, {signal});
	}
};
