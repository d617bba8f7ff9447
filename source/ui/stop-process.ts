import {setTimeout as sleep} from 'node:timers/promises';

/** Time in which a signal to this process has surely arrived (ms). */
const arrival = 50;

/**
 * Stops this process, and those that a shell would stop with it, as Ctrl-Z does. Resolves when it goes on again, or at once
 * where no shell could make it go on.
 */
export async function stopProcess(): Promise<void> {
	process.kill(0, 'SIGTSTP');
	await sleep(arrival);
	// Nobody told of a size that changed meanwhile.
	process.emit('SIGWINCH', 'SIGWINCH');
}
