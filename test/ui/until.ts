import {setTimeout} from 'node:timers/promises';

/** Waits for a condition that must come true within the time; the last value is told when it does not. */
export async function until(check: () => boolean, what: () => string, seconds = 10): Promise<void> {
	const end = performance.now() + seconds * 1000;
	while (!check()) {
		if (performance.now() > end) throw new Error(`waited ${seconds} s in vain; now:\n${what()}`);
		await setTimeout(10);
	}
}
