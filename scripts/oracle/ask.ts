import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';

/** `code` is null for what had to be ended. `output` has both streams. */
export type Answer = {readonly code: number | null; readonly output: string};

// A fixed environment: no terminal, no width, no proxy, no home.
const env = {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', HOME: '/nonexistent'};

/** Runs an executable politely and waits for its answer, at most 20 seconds. */
export const ask = (binary: string, args: readonly string[], wrapper: readonly string[] = []): Promise<Answer> =>
	new Promise(resolve => {
		const words = ['-n', '10', ...wrapper, binary, ...args];
		const options = {env, cwd: tmpdir(), timeout: 20_000, killSignal: 'SIGKILL', maxBuffer: 64 * 2 ** 20} as const;
		execFile('nice', words, options, (error, stdout, stderr) => {
			const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
			resolve({code, output: stdout + stderr});
		});
	});
