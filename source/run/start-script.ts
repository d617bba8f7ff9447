/** Starts one script of `scripts/` as a process of its own and hands on its events. */
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Event} from '../state/event.ts';
import {ending, root} from './root.ts';

export const scriptFile = (id: string): string => path.join(root, 'scripts', `${id}.${ending}`);

/** The script as it is written: what the preview shows. The package ships it beside the compiled one. */
export const scriptText = async (id: string): Promise<string> => {
	const written = [path.join(root, 'scripts', `${id}.ts`), path.join(root, '..', 'scripts', `${id}.ts`)].find(file => existsSync(file));
	return readFile(written ?? scriptFile(id), 'utf8');
};

/** What a script that is no phase says when it fails as a whole. */
export type ScriptFailed = {readonly type: 'script-failed'; readonly reason: string; readonly next?: string};
export type Message = Event | ScriptFailed;

export type Script = {
	/** Settles when the process has ended: its exit code and its last words on stderr. */
	readonly ended: Promise<{exitCode: number; stderr: string}>;
	readonly send: (message: object) => void;
	readonly kill: () => void;
};

// Awaited in a function with a small type: the full one costs the type checker seconds.
const settle = async (subprocess: PromiseLike<unknown>): Promise<{exitCode?: number; stderr: string}> => {
	const {exitCode, stderr} = (await subprocess) as {exitCode?: number; stderr?: unknown};
	return {...(exitCode !== undefined && {exitCode}), stderr: String(stderr ?? '')};
};

/** The process; in a map, as it can be awaited itself. execa is loaded with the first script, not before the first screen. */
const begin = async (id: string, options: readonly string[]) => {
	const {execa} = await import('execa');
	const subprocess = execa(process.execPath, [...process.execArgv, scriptFile(id), ...options], {
		ipc: true,
		stdin: 'ignore',
		stdout: 'ignore',
		stderr: 'pipe',
		buffer: {stdout: false, stderr: true, ipc: false},
		maxBuffer: 100_000,
		reject: false,
		killDescendants: true,
		forceKillAfterDelay: 3000,
	});
	return {subprocess};
};

/** Runs `scripts/ID` with `options`; each message goes to `onMessage`. */
export const startScript = (id: string, options: readonly string[], onMessage: (message: Message) => void): Script => {
	const begun = begin(id, options);
	const end = async () => {
		const {subprocess} = await begun;
		const read = async () => {
			for await (const message of subprocess.getEachMessage()) onMessage(message as Message);
		};
		// The last messages may still be on their way when the process is gone.
		const [{exitCode, stderr}] = await Promise.all([settle(subprocess), read().catch(() => {})]);
		return {exitCode: exitCode ?? 1, stderr};
	};
	return {
		ended: end(),
		send: message => void begun.then(({subprocess}) => subprocess.sendMessage(message as never)).catch(() => {}),
		kill: () => void begun.then(({subprocess}) => subprocess.kill('SIGTERM')).catch(() => {}),
	};
};
