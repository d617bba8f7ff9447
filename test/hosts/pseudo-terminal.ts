/** A program on a pseudo-terminal, as a person has it before them: a screen to read, and keys to press. */
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

export const keys = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	home: '\u001B[H',
	pageDown: '\u001B[6~',
	tab: '\t',
	enter: '\r',
	escape: '\u001B',
	/** Deletes what is before the cursor. */
	clear: '\u0015',
} as const;

export type Screen = {
	readonly pid: number;
	/** What is seen, trailing spaces cut. */
	readonly text: () => string;
	/** Waits until the text is seen. Throws with the screen when it is not within `seconds`. */
	readonly sees: (wanted: string | RegExp, seconds?: number) => Promise<void>;
	/** Waits until the text is seen no more. */
	readonly changes: (old: string) => Promise<void>;
	/** All keys in one write, as a fast hand or a paste sends them. */
	readonly press: (...words: readonly string[]) => void;
	/** Moves the cursor of a table (`>`) down, key by key, to the row that has the text. */
	readonly moveTo: (wanted: string | RegExp) => Promise<void>;
	/** How the terminal is now. */
	readonly mode: () => {readonly buffer: 'normal' | 'alternate'; readonly cursor: 'shown' | 'hidden'};
	/** Resolves when the program has ended and all it wrote is on the screen. */
	readonly ended: Promise<{readonly exitCode: number; readonly signal?: number | undefined}>;
	readonly kill: (signal: string) => void;
};

type Options = {
	readonly cwd: string;
	readonly env?: NodeJS.ProcessEnv;
	readonly columns?: number;
	readonly rows?: number;
};

/** Without what makes Ink or Node behave otherwise than in a person's own terminal. */
const plain = ({NODE_OPTIONS: _, FORCE_COLOR: __, NO_COLOR: ___, NODE_ENV: ____, ...env}: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env;

const matches = (text: string, wanted: string | RegExp) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));

export const openScreen = (file: string, words: readonly string[], {cwd, env = {}, columns = 80, rows = 24}: Options): Screen => {
	const child = spawn(file, [...words], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		cwd,
		env: {...plain(process.env), CI: 'false', ...env},
	});
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	let cursor: 'shown' | 'hidden' = 'shown';
	for (const [final, state] of [
		['h', 'shown'],
		['l', 'hidden'],
	] as const)
		screen.parser.registerCsiHandler({prefix: '?', final}, numbers => {
			if (numbers.includes(25)) cursor = state;
			return false;
		});
	child.onData(data => screen.write(data));
	const ended: Screen['ended'] = new Promise(resolve => child.onExit(result => screen.write('', () => resolve(result))));
	const lines = () => {
		const {active} = screen.buffer;
		return Array.from({length: screen.rows}, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '');
	};
	const text = () => lines().join('\n');
	const waitFor = async (what: string, seconds: number, holds: () => boolean) => {
		const deadline = Date.now() + seconds * 1000;
		while (!holds()) {
			if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}; the screen is\n${text()}`);
			await sleep(30);
		}
	};
	const cursorRow = () => lines().find(line => line.startsWith('> ')) ?? '';
	return {
		pid: child.pid,
		text,
		sees: async (wanted, seconds = 30) => waitFor(String(wanted), seconds, () => matches(text(), wanted)),
		changes: async old => waitFor(`no more ${old}`, 30, () => !text().includes(old)),
		press: (...words) => child.write(words.join('')),
		async moveTo(wanted) {
			for (let presses = 0; !matches(cursorRow(), wanted); presses++) {
				const before = cursorRow();
				if (presses > 400) throw new Error(`${wanted} is in no row; the screen is\n${text()}`);
				child.write(keys.down);
				await waitFor(`a row after ${before} (looking for ${wanted})`, 10, () => cursorRow() !== before);
			}
		},
		mode: () => ({buffer: screen.buffer.active.type, cursor}),
		ended,
		kill: signal => child.kill(signal),
	};
};
