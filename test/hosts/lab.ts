import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const script = path.join(root, 'scripts/lab/lab.sh');

export type Outcome = {readonly code: number; readonly out: string; readonly err: string};

/** Runs one command; a bad end is an outcome, never thrown. Code -1: killed, or out of time. */
export const run = async (
	file: string,
	words: readonly string[],
	{seconds = 60, ...options}: {seconds?: number; env?: NodeJS.ProcessEnv; cwd?: string; input?: string | Uint8Array} = {},
): Promise<Outcome> => {
	const result = await execa(file, words, {
		...options,
		...(options.input === undefined && {stdin: 'ignore' as const}),
		reject: false,
		timeout: seconds * 1000,
		forceKillAfterDelay: 2000,
		killDescendants: true,
		stripFinalNewline: false,
	});
	return {code: result.exitCode ?? -1, out: String(result.stdout ?? ''), err: String(result.stderr ?? '')};
};

/** A lab of one test file's own, beside whatever other lab is up. */
export const makeLab = (id: string, net: string) => {
	const env = {LAB_ID: id, LAB_NET: net};
	const lab = async (words: readonly string[], seconds = 120, input?: string | Uint8Array): Promise<Outcome> =>
		run(script, words, {env, seconds, ...(input !== undefined && {input})});
	const must = async (words: readonly string[], seconds?: number, input?: string | Uint8Array): Promise<string> => {
		const {code, out, err} = await lab(words, seconds, input);
		if (code !== 0) throw new Error(`lab.sh ${words.join(' ').slice(0, 200)} ended with ${code}\n${err || out}`);
		return out;
	};
	return {
		env,
		address: (i: number) => `${net}.${10 + i}`,
		/** The same host's address of the other family. */
		address6: (i: number) => `fd00:${net.replace(/\.0$/, '').replaceAll('.', ':')}::${10 + i}`,
		try: lab,
		must,
		/** What a bash script prints on host I, as root, with pipefail. Throws when it fails. */
		onHost: async (i: number, text: string, {seconds = 60, input}: {seconds?: number; input?: string | Uint8Array} = {}) =>
			must(['exec', String(i), 'bash', '-euo', 'pipefail', '-c', text], seconds, input),
		/** The same on each of the hosts at once. */
		onHosts: async (hosts: readonly number[], text: string, seconds = 60) =>
			Promise.all(hosts.map(i => must(['exec', String(i), 'bash', '-euo', 'pipefail', '-c', text], seconds))),
		up: async (count: number) => {
			await lab(['down'], 300);
			await must(['up', String(count), '--base'], 400);
		},
		down: async () => {
			await lab(['down'], 300);
		},
	};
};

export type Lab = ReturnType<typeof makeLab>;
