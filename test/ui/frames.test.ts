import xterm from '@xterm/headless';
import test from 'ava';
import {watchFrames} from './frames.ts';

const [begin, end] = ['\u001B[?2026h', '\u001B[?2026l'];
const body = (rows: number) => [`kinstall demo [Install]`, ...Array.from({length: rows - 3}, (_, row) => `row ${row}`), '? help', 'q'];
const frame = (text: string) => `${begin}${text}${end}`;
const first = `\u001B[?1049h${frame(body(24).join('\r\n'))}`;

/** What is found wrong with these reads. */
async function faultsOf(reads: readonly string[]): Promise<readonly string[]> {
	const screen = new xterm.Terminal({cols: 80, rows: 24, allowProposedApi: true});
	const frames = watchFrames(screen);
	for (const read of reads) frames.take(read);
	await new Promise<void>(resolve => screen.write('', resolve));
	return frames.faults().map(fault => fault.split('\n')[0]!);
}

test('a whole screen, and a change of one row, are right however the reads are cut', async t => {
	const all = first + frame('\u001B[5;1Hchanged');
	t.deepEqual(await faultsOf([all]), []);
	t.deepEqual(await faultsOf([...all]), []);
});

test('a frame that is taller than the terminal is told', async t => {
	t.deepEqual(await faultsOf([`\u001B[?1049h${frame(body(25).join('\r\n'))}`]), ['frame 1: the header is not in the first row']);
	t.deepEqual(await faultsOf([first, frame('\r\nmore')]), ['frame 2: the header is not in the first row']);
});

test('two footers, and a header drawn twice, are told', async t => {
	t.deepEqual(await faultsOf([first, frame('\u001B[9;1H\u001B[2K? help')]), ['frame 2: there are two footers']);
	t.deepEqual(await faultsOf([first, frame('\u001B[9;1Hkinstall demo [Nodes]')]), ['frame 2: there are two headers']);
});

test('a clear is told, unless the screen is left right after it', async t => {
	const again = frame(`\u001B[H\u001B[J${body(24).join('\r\n')}`);
	t.deepEqual(await faultsOf([first, again, frame('')]), ['frame 3: the whole screen was cleared']);
	t.deepEqual(await faultsOf([first, again, again, again, '\u001B[?1049l']), ['frame 4: the whole screen was cleared']);
	t.deepEqual(await faultsOf([first, again, '\u001B[?1049l$ ls\r\n']), []);
});

test('text outside of a frame is told', async t => {
	t.deepEqual(await faultsOf([first, 'Warning: something']), ['frame 1: written outside of a frame: "Warning: something"']);
	t.deepEqual(await faultsOf([first, '\u001B[?25l\u001B[?2004h']), []);
});
