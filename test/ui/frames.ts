/**
 * Looks at every frame that a program draws on the alternate screen. Ink draws each one between the marks of synchronized
 * output; a terminal shows what lies between them at once, so what counts is the screen at the end of each.
 */
import type {Terminal} from '@xterm/headless';

const marksOf = {begin: '\u001B[?2026h', end: '\u001B[?2026l', enter: '\u001B[?1049h'};
const marks = /(\u001B\[\?(?:2026|1049)[hl])/;
/** What may become a mark with the next read. */
const begunMark = /\u001B(?:\[(?:\?(?:\d{0,4})?)?)?$/;
const sequence = /\u001B(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\u0007]*\u0007|[()][0-9A-Za-z]|[^[\]()])/g;
const clear = /\u001B\[[0-3]?J/;
/** Ink draws anew, twice at most, in the moment in which the screen is left: nobody sees it. */
const mostClearsAtEnd = 2;
/** Milliseconds in which a program may still draw for the size that the terminal had, and after which it must fit the new one. */
const settling = {least: 300, most: 5000};

export type Frames = {
	/** Feeds what the program wrote. */
	readonly take: (data: string) => void;
	/** To be told before the terminal is resized. */
	readonly resized: () => void;
	/** Everything that was wrong so far. */
	readonly faults: () => readonly string[];
	readonly count: () => number;
};

export const screenLines = (screen: Terminal): readonly string[] => {
	const {active} = screen.buffer;
	return Array.from({length: screen.rows}, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '');
};

/** The way through the screens, with the present one in brackets. */
const isWay = (line: string) => /\[\S+\]/.test(line) && /Nodes.*Cluster|节点.*集群/.test(line);

/** Why these lines are no whole screen of kinstall; undefined when they are. */
function misdrawn(lines: readonly string[], columns: number): string | undefined {
	if (!lines[0]!.startsWith('kinstall') && !isWay(lines[0]!)) return 'the header is not in the first row';
	if (columns < 80 || lines.length < 24) return undefined;
	if (lines.slice(1).some(line => isWay(line) || /^kinstall .*\[.+\]/.test(line))) return 'there are two headers';
	// No key is taken while the folder is read.
	if (/^(Reading |正在读取)/.test(lines[1]!) && lines.slice(2).every(line => line === '')) return undefined;
	const footers = lines.flatMap((line, row) => (/^\? \S/.test(line) ? [row] : []));
	if (footers.length > 1) return 'there are two footers';
	const footer = footers[0] ?? lines.findLastIndex(line => line !== '');
	return footer < lines.length - 2 ? 'the keys are not in the last rows' : undefined;
}

export function watchFrames(screen: Terminal): Frames {
	const faults: string[] = [];
	let held = '';
	let alternate = false;
	let inFrame = false;
	/** Frames on the present alternate screen, and ever. */
	let [frames, all] = [0, 0];
	/** Frames, the last ones so far, that began with a clear. */
	let clears = 0;
	let clearing = false;
	let resizedAt: number | undefined;

	const fault = (what: string) => {
		if (faults.length < 3) faults.push(`frame ${all}: ${what}\n${screenLines(screen).join('\n')}`);
	};

	const seen = () => {
		if (screen.buffer.active.type !== 'alternate') return;
		const wrong = misdrawn(screenLines(screen), screen.cols);
		if (resizedAt === undefined) return wrong === undefined ? undefined : fault(wrong);
		const since = performance.now() - resizedAt;
		if (wrong !== undefined && since > settling.most) fault(`${wrong}, ${Math.round(since)} ms after a resize`);
		if (wrong === undefined && since > settling.least) resizedAt = undefined;
	};

	const judgeText = (text: string) => {
		if (!alternate || frames === 0 || resizedAt !== undefined) return;
		if (clear.test(text)) clearing = true;
		if (!inFrame && text.replaceAll(sequence, '').trim() !== '') fault(`written outside of a frame: ${JSON.stringify(text.slice(0, 200))}`);
	};

	const frameEnds = () => {
		inFrame = false;
		frames++;
		all++;
		if (!clearing && clears > 0) fault('the whole screen was cleared');
		clears = clearing ? clears + 1 : 0;
		clearing = false;
		screen.write(marksOf.end, seen);
	};

	const mark = (which: string) => {
		if (which === marksOf.end) return frameEnds();
		if (which === marksOf.begin) inFrame = true;
		else {
			if (clears > mostClearsAtEnd) fault('the whole screen was cleared');
			[alternate, frames, clears, clearing, inFrame] = [which === marksOf.enter, 0, 0, false, false];
		}
		screen.write(which);
	};

	return {
		take(data) {
			const text = held + data;
			held = begunMark.exec(text)?.[0] ?? '';
			for (const piece of text.slice(0, text.length - held.length).split(marks)) {
				if (marks.test(piece)) mark(piece);
				else if (piece !== '') {
					judgeText(piece);
					screen.write(piece);
				}
			}
		},
		resized() {
			resizedAt = performance.now();
		},
		faults() {
			const left = alternate && resizedAt !== undefined && performance.now() - resizedAt > settling.most;
			const wrong = left ? misdrawn(screenLines(screen), screen.cols) : undefined;
			return wrong === undefined ? faults : [...faults, `after a resize ${wrong}\n${screenLines(screen).join('\n')}`];
		},
		count: () => all,
	};
}
