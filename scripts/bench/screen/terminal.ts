/** A program on a pseudo-terminal, and when what was seen on it. */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

export type Seen = {
	readonly pid: number;
	readonly press: (keys: string) => void;
	readonly text: () => string;
	/** Resolves with the moment (ms, as performance.now tells it) in which the bytes came that made it true. */
	readonly until: (check: (text: string) => boolean, seconds?: number) => Promise<number>;
	readonly end: () => Promise<void>;
};

/** Programs find this Node, as they are started from a shell. */
const open = ([file = '', ...words]: readonly string[], cwd: string): IPty => {
	const {NODE_OPTIONS: _, CI: __, ...env} = process.env;
	const PATH = `${path.dirname(process.execPath)}:${env['PATH']}`;
	return spawn(file, words, {name: 'xterm-256color', cols: 120, rows: 40, cwd, env: {...env, PATH, CI: 'false'}});
};

const ending = (child: IPty) => {
	const ended = new Promise<void>(resolve => child.onExit(() => resolve()));
	return async () => {
		child.kill('SIGTERM');
		const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
		await ended.finally(() => clearTimeout(timer));
	};
};

export const openProgram = (words: readonly string[], cwd: string): Seen => {
	const child = open(words, cwd);
	const screen = new xterm.Terminal({cols: 120, rows: 40, allowProposedApi: true});
	const text = () => {
		const {active} = screen.buffer;
		return Array.from({length: 40}, (_, row) => active.getLine(row)?.translateToString(true) ?? '').join('\n');
	};
	let [check, tell]: [(text: string) => boolean, (at: number) => void] = [() => false, () => {}];
	child.onData(data => {
		const at = performance.now();
		screen.write(data, () => check(text()) && tell(at));
	});
	return {
		pid: child.pid,
		press: keys => child.write(keys),
		text,
		until: (wanted, seconds = 20) =>
			new Promise((resolve, reject) => {
				const done = () => {
					check = () => false;
					clearTimeout(timer);
				};
				const timer = setTimeout(() => {
					done();
					reject(new Error(`waited ${seconds} s in vain; now:\n${text()}`));
				}, seconds * 1000);
				tell = at => {
					done();
					resolve(at);
				};
				check = wanted;
				if (wanted(text())) tell(performance.now());
			}),
		end: ending(child),
	};
};

/** Milliseconds from its start to the end of each of the first frames that a program draws. */
export const frames = async (words: readonly string[], cwd: string, count: number): Promise<readonly number[]> => {
	const began = performance.now();
	const child = open(words, cwd);
	const end = ending(child);
	const drawn: number[] = [];
	let raw = '';
	await new Promise<void>((resolve, reject) => {
		const vain = setTimeout(() => reject(new Error(`no ${count} frames in 20 s:\n${raw}`)), 20_000);
		child.onData(data => {
			raw += data;
			while (drawn.length < raw.split('\u001B[?2026l').length - 1) drawn.push(performance.now() - began);
			if (drawn.length >= count) resolve(clearTimeout(vain));
		});
		child.onExit(() => reject(new Error(`ended without ${count} frames:\n${raw}`)));
	}).finally(end);
	return drawn;
};

/** Milliseconds from its start to its end. */
export const lifetime = async (words: readonly string[], cwd: string): Promise<number> => {
	const began = performance.now();
	const child = open(words, cwd);
	const {exitCode} = await new Promise<{exitCode: number}>(resolve => child.onExit(resolve));
	if (exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${exitCode}`);
	return performance.now() - began;
};

/** Of all threads of a process, user and system, so far (ms). Linux counts in hundredths of a second. */
export const processorTime = async (pid: number): Promise<number> => {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return 10 * (Number(fields[11]) + Number(fields[12]));
};

/** Resident set of a process (MB, 10^6 bytes). */
export const resident = async (pid: number): Promise<number> => {
	const statm = await readFile(`/proc/${pid}/statm`, 'utf8');
	return (Number(statm.split(' ')[1]) * 4096) / 1e6;
};

export const pause = sleep;
