import {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type {ExecutionContext} from 'ava';
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
	readonly exit: Promise<{readonly exitCode: number; readonly signal?: number | undefined}>;
	readonly calls: () => readonly string[];
	/** Everything the program ever wrote. */
	readonly raw: () => string;
};

/** Starts the fixture on a pseudo-terminal; it is gone at the end of the test. */
export async function openTerminal(
	t: ExecutionContext,
	env: Readonly<Record<string, string>> = {},
	[columns, rows] = [80, 24] as const,
): Promise<Terminal> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-ui-'));
	const calls = path.join(folder, 'calls');
	const fixture = path.join(import.meta.dirname, 'fixture-app.tsx');
	const {NODE_OPTIONS: _, FORCE_COLOR: __, NO_COLOR: ___, ...inherited} = process.env;
	const child = spawn(process.execPath, ['--import=tsx', fixture], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		env: {...inherited, CI: 'false', NODE_ENV: 'production', CALLS: calls, ...env},
	});
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	let raw = '';
	child.onData(data => {
		raw += data;
		screen.write(data);
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
	});
	const lines = () => {
		const {active} = screen.buffer;
		return Array.from({length: screen.rows}, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '');
	};
	const has = (wanted: string | RegExp) =>
		typeof wanted === 'string' ? lines().join('\n').includes(wanted) : wanted.test(lines().join('\n'));
	return {
		lines,
		buffer: () => screen.buffer.active.type,
		cursorHidden: () => raw.lastIndexOf('\u001B[?25l') > raw.lastIndexOf('\u001B[?25h'),
		send: text => child.write(text),
		resize(newColumns, newRows) {
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
		exit,
		calls() {
			const text = existsSync(calls) ? readFileSync(calls, 'utf8') : '';
			const whole = text.split('\n').slice(0, -1);
			return whole.map(line => JSON.parse(line) as string);
		},
		raw: () => raw,
	};
}
