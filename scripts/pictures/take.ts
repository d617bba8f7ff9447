/** Plays the recorded run on the real screens, in a pseudo-terminal, to a moment that is always the same, and draws what is seen. */
import {cp, mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {drawScreen} from './draw.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [columns, rows] = [100, 30];
/** Milliseconds without a change after which a screen is finished, and the most to wait for it. */
const still = {least: 600, most: 60_000};

export type Picture = {
	readonly name: string;
	/** What it shows, in words. */
	readonly title: string;
	/** Seconds after the start of the recorded run. */
	readonly at: number;
	/** What is pressed there. */
	readonly keys: string;
	/** What must be seen before it is drawn. */
	readonly sees: string;
};

export const pictures: readonly Picture[] = [
	{name: 'install', title: 'kinstall: an install on five hosts', at: 36, keys: '', sees: '[Install]'},
	{name: 'requests', title: 'kinstall: four certificate requests with their proofs', at: 50, keys: 'c', sees: '[CSRs]'},
	{name: 'cluster', title: 'kinstall: the cluster as it stands', at: 1e6, keys: '', sees: '[Cluster]'},
];

/** The picture as an SVG. Throws when the screen does not come. */
export const takePicture = async ({title, at, keys, sees}: Picture): Promise<string> => {
	// Paths that are shown begin here, so that they are the same on every machine.
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-picture-'));
	await mkdir(path.join(folder, 'rehearsal'));
	await cp(path.join(root, 'fixtures/journals/five-hosts.ndjson'), path.join(folder, 'rehearsal/journal.ndjson'));
	const {NODE_OPTIONS: _, NO_COLOR: __, COLORTERM: ___, ...inherited} = process.env;
	const words = ['--import', import.meta.resolve('tsx'), path.join(root, 'source/cli/main.ts'), 'replay', 'rehearsal', '--at', String(at)];
	const child = spawn(process.execPath, words, {
		name: 'xterm-256color',
		cols: columns,
		rows,
		cwd: folder,
		env: {
			...inherited,
			CI: 'false',
			NODE_ENV: 'production',
			FORCE_COLOR: '1',
			KINSTALL_LANG: 'en',
			TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
		},
	});
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const ended = new Promise(resolve => child.onExit(resolve));
	child.onData(data => screen.write(data));
	const text = () => {
		const {active} = screen.buffer;
		return Array.from({length: rows}, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '').join('\n');
	};
	const settled = async (wanted: string) => {
		const end = performance.now() + still.most;
		for (let before = ''; ; before = text()) {
			if (performance.now() > end) throw new Error(`${wanted} did not come; the screen:\n${text()}`);
			await sleep(still.least);
			if (text().includes(wanted) && text() === before) return;
		}
	};
	try {
		await settled('Recording of');
		if (keys !== '') child.write(keys);
		await settled(sees);
		return drawScreen(screen, 'kinstall replay rehearsal', title);
	} finally {
		child.kill('SIGKILL');
		await ended;
		await rm(folder, {recursive: true});
	}
};
