/** A terminal's screen as an SVG: the same screen gives the same bytes. */
import type {IBufferCell, Terminal} from '@xterm/headless';

const cell = {width: 8.4, height: 18, size: 14};
const frame = {side: 12, bar: 30, bottom: 10};
const colors = {back: '#14181f', bar: '#262d38', text: '#d7dde5', title: '#9aa5b4'};
/** The sixteen colours by their numbers. */
const palette = [
	'#3b4252',
	'#ff6b6b',
	'#69d58c',
	'#f2c94c',
	'#6ea8fe',
	'#d19aff',
	'#56c8d8',
	'#d7dde5',
	'#7b8696',
	'#ff8f8f',
	'#8fe6ab',
	'#ffe08a',
	'#9cc4ff',
	'#e3bfff',
	'#8be3ef',
	'#ffffff',
];
const dots = ['#ff5f57', '#febc2e', '#28c840'];

type Style = {readonly color: string; readonly back: string; readonly bold: boolean; readonly dim: boolean};
type Run = Style & {text: string; readonly from: number; width: number};

const rounded = (value: number): number => Math.round(value * 100) / 100;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const styleOf = (one: IBufferCell): Style => {
	const text = one.isFgDefault() ? colors.text : (palette[one.getFgColor()] ?? colors.text);
	const behind = one.isBgDefault() ? colors.back : (palette[one.getBgColor()] ?? colors.back);
	const [color, back] = one.isInverse() ? [behind, text] : [text, behind];
	return {color, back, bold: one.isBold() !== 0, dim: one.isDim() !== 0};
};

const alike = (a: Style, b: Style): boolean => a.color === b.color && a.back === b.back && a.bold === b.bold && a.dim === b.dim;

const runsOf = (screen: Terminal, row: number): readonly Run[] => {
	const runs: Run[] = [];
	const line = screen.buffer.active.getLine(screen.buffer.active.viewportY + row);
	for (let column = 0; column < screen.cols; column++) {
		const one = line?.getCell(column);
		// The second half of a wide character.
		if (!one || one.getWidth() === 0) continue;
		const style = styleOf(one);
		const text = one.getChars() || ' ';
		const last = runs.at(-1);
		if (last && alike(last, style)) {
			last.text += text;
			last.width += one.getWidth();
		} else runs.push({...style, text, from: column, width: one.getWidth()});
	}
	return runs;
};

const draw = ({text, from, width, color, back, bold, dim}: Run, row: number): string => {
	const x = (column: number) => rounded(frame.side + column * cell.width);
	const y = frame.bar + 6 + row * cell.height;
	const behind =
		back === colors.back
			? ''
			: `<rect x="${x(from)}" y="${y}" width="${rounded(width * cell.width)}" height="${cell.height}" fill="${back}"/>`;
	const bare = text.trimEnd();
	if (bare === '') return behind;
	const cells = width - (text.length - bare.length);
	const look = `fill="${color}"${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.65"' : ''}`;
	return `${behind}<text x="${x(from)}" y="${y + 13}" textLength="${rounded(cells * cell.width)}" lengthAdjust="spacingAndGlyphs" ${look}>${escaped(bare)}</text>`;
};

/**
 * @param bar what stands in the bar above the screen
 * @param title what the picture shows, for whoever does not see it
 */
export const drawScreen = (screen: Terminal, bar: string, title: string): string => {
	const width = rounded(2 * frame.side + screen.cols * cell.width);
	const height = frame.bar + 6 + screen.rows * cell.height + frame.bottom;
	const rows = Array.from({length: screen.rows}, (_, row) =>
		runsOf(screen, row)
			.map(run => draw(run, row))
			.join(''),
	);
	const buttons = dots.map((color, index) => `<circle cx="${18 + index * 18}" cy="15" r="5.5" fill="${color}"/>`).join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${cell.size}" xml:space="preserve" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${colors.back}"/><path d="M0 ${frame.bar}V8a8 8 0 0 1 8 -8H${rounded(width - 8)}a8 8 0 0 1 8 8V${frame.bar}z" fill="${colors.bar}"/>
${buttons}<text x="${rounded(width / 2)}" y="20" text-anchor="middle" fill="${colors.title}">${escaped(bar)}</text>
${rows.filter(row => row !== '').join('\n')}
</svg>
`;
};
