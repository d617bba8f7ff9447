import {defaultCache} from './cache.ts';
import type {FetchOptions, Settings} from './types.ts';

/** Fills in the defaults. */
export const settingsOf = ({directory, cache, onProgress, onPassedOver, signal, retry, env}: FetchOptions): Settings => ({
	directory,
	cache: cache ?? defaultCache(env),
	onProgress: onProgress ?? (() => {}),
	onPassedOver: onPassedOver ?? (() => {}),
	env: env ?? process.env,
	signal: signal ?? new AbortController().signal,
	retry: {tries: 4, delay: 500, stall: 30_000, ...retry},
});

/** For a place behind which there is another one: who waits long for a mirror that is away has nothing of the mirrors. */
export const hasty = ({retry, ...others}: Settings): Settings => ({...others, retry: {...retry, tries: Math.min(retry.tries, 2)}});
