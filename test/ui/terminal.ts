import {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type {ExecutionContext} from 'ava';
import {screenLines, watchFrames} from './frames.ts';
import {until} from './until.ts';

export type Terminal = {
	/** The screen, line by line, trailing spaces cut. */
	readonly lines: () => readonly string[];
	/** `alternate` while the screens are shown. */
	readonly buffer: () => 'normal' | 'alternate';
	readonly cursorHidden: () => boolean;
	/** All keys in one write, as a fast hand or a paste would. */
	readonly send: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly sees: (text: string | RegExp) => Promise<void>;
	readonly kill: (signal: string) => void;
	/** Closes the terminal, as closing its window does. */
	readonly close: () => void;
	readonly exit: Promise<{readonly exitCode: number; readonly signal?: number | undefined}>;
	readonly calls: () => readonly string[];
	/** Everything the program ever wrote. */
	readonly raw: () => string;
	/** Of the program that was started. */
	readonly pid: number;
	/** What was wrong with a frame, or between frames; a test with faults fails at its end. */
	readonly faults: () => readonly string[];
};

type Environment = Readonly<Record<string, string | undefined>>;

export type Program = {
	readonly file: string;
	readonly words: readonly string[];
	/** What is undefined is taken away. */
	readonly env?: Environment;
	readonly cwd?: string;
	readonly size?: readonly [columns: number, rows: number];
	/** The frames are not looked at: for what is no screen of kinstall, or is wrong on purpose. */
	readonly unwatched?: boolean;
};

const fixture = path.join(import.meta.dirname, 'fixture-app.tsx');

/** The fixture: the real screens over actions that do nothing but note what they are asked. */
export const fixtureWords = ['--import=tsx', fixture];

/** Starts the fixture on a pseudo-terminal; it is gone at the end of the test. */
export async function openTerminal(
	t: ExecutionContext,
	env: Environment = {},
	size: readonly [columns: number, rows: number] = [80, 24],
): Promise<Terminal> {
	return openProgram(t, {file: process.execPath, words: fixtureWords, env, size, unwatched: env.INK_SCREEN_READER === 'true'});
}

/** Starts any program on a pseudo-terminal, with CALLS in its environment. */
export async function openProgram(
	t: ExecutionContext,
	{file, words, env = {}, cwd, size: [columns, rows] = [80, 24], unwatched = false}: Program,
): Promise<Terminal> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-ui-'));
	const calls = path.join(folder, 'calls');
	const {NODE_OPTIONS: _, FORCE_COLOR: __, NO_COLOR: ___, ...inherited} = process.env;
	const whole = {...inherited, CI: 'false', NODE_ENV: 'production', CALLS: calls, ...env};
	const child = spawn(file, [...words], {
		name: env.TERM ?? 'xterm-256color',
		cols: columns,
		rows,
		...(cwd !== undefined && {cwd}),
		env: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)),
	});
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const frames = watchFrames(screen);
	let raw = '';
	child.onData(data => {
		raw += data;
		frames.take(data);
	});
	let ended = false;
	const exit = new Promise<{exitCode: number; signal?: number | undefined}>(resolve => {
		child.onExit(result => {
			ended = true;
			screen.write('', () => resolve(result));
		});
	});
	t.teardown(async () => {
		if (!ended) child.kill('SIGKILL');
		await exit;
		await rm(folder, {recursive: true});
		const faults = unwatched ? [] : frames.faults();
		if (faults.length > 0) throw new Error(`the screen was drawn wrong\n${faults.join('\n\n')}`);
	});
	const lines = () => screenLines(screen);
	const has = (wanted: string | RegExp) =>
		typeof wanted === 'string' ? lines().join('\n').includes(wanted) : wanted.test(lines().join('\n'));
	return {
		lines,
		buffer: () => screen.buffer.active.type,
		cursorHidden: () => raw.lastIndexOf('\u001B[?25l') > raw.lastIndexOf('\u001B[?25h'),
		send: text => child.write(text),
		resize(newColumns, newRows) {
			frames.resized();
			screen.resize(newColumns, newRows);
			child.resize(newColumns, newRows);
		},
		sees: wanted =>
			until(
				() => has(wanted),
				() => `${wanted} is not in:\n${lines().join('\n')}`,
				30,
			),
		kill: signal => child.kill(signal),
		close: () => (child as unknown as {destroy: () => void}).destroy(),
		exit,
		calls() {
			const text = existsSync(calls) ? readFileSync(calls, 'utf8') : '';
			const whole = text.split('\n').slice(0, -1);
			return whole.map(line => JSON.parse(line) as string);
		},
		raw: () => raw,
		pid: child.pid,
		faults: frames.faults,
	};
}
