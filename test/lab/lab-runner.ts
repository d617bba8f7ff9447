import {readdir, readFile} from 'node:fs/promises';
import {execa} from 'execa';

export const script = new URL('../../scripts/lab/lab.sh', import.meta.url).pathname;
/** A lab of the tests' own, beside one that a person may have up. */
export const env = {LAB_ID: 't1', LAB_NET: '10.89.0', KINSTALL_LANG: 'en'};

export type Outcome = {readonly code: number | undefined; readonly out: string; readonly err: string};

/** Runs one command, never throws on its exit code. Seconds bound it. */
export async function run(file: string, words: readonly string[], seconds = 120): Promise<Outcome> {
	const result = await execa(file, words, {env, reject: false, timeout: seconds * 1000, stdin: 'ignore'});
	return {code: result.exitCode, out: result.stdout, err: result.stderr};
}

export const lab = async (...words: readonly string[]) => run(script, words);

/** Starts `lab.sh up COUNT` as the leader of a process group, and gives its pid. */
export function startUp(count: number) {
	const child = execa(script, ['up', String(count)], {env, reject: false, detached: true, stdio: 'ignore'});
	return {pid: child.pid!, ended: child.then(() => undefined)};
}

const instances = '/proc/sys/fs/inotify/max_user_instances';
const note = '/run/kinstall-lab';
const read = async (path: string) => readFile(path, 'utf8').catch(() => undefined);

/** The machine's own fs.inotify.max_user_instances: what the first lab noted, or what it is while there is none. */
export const ownInstances = async () => (await read(`${note}/inotify`)) ?? (await read(instances)) ?? '';

/** Whether that setting is as it must be without the tests' lab: the machine's own, or the raised one while another lab stands. */
export async function instancesAreBack(own: string) {
	const others = await readdir(`${note}/labs`).catch((): string[] => []);
	return !others.includes(env.LAB_ID) && (others.length > 0 || (await read(instances)) === own);
}
