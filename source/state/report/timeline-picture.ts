import {texts} from '../../texts/texts.ts';
import type {Outcome} from '../event.ts';
import {type Html, html} from './html.ts';
import type {Interval, PhaseSpan, Span} from './spans.ts';

const signs: Readonly<Record<Outcome, string>> = {done: '✓', unchanged: '=', failed: '✗', cancelled: '-'};
export const signOf = (outcome: Outcome | undefined): string => (outcome === undefined ? '…' : signs[outcome]);

/** Cells of the picture, in its own units. */
const size = {width: 1000, left: 230, lane: 14, gap: 6, head: 24};
/** More hosts than these are not drawn each by itself. */
const mostLanes = 12;

type Scale = (time: number) => number;

const round = (value: number): number => Math.round(value * 10) / 10;
const lengthOf = ({from, to}: Interval): number => to - from;
const say = (ms: number): string => texts.report.duration(Math.max(0, ms));

/** The tasks that are drawn: all of a few; of many those that failed, and the slowest. In their own order. */
const shownOf = (tasks: readonly Span[]): readonly Span[] => {
	if (tasks.length <= mostLanes) return tasks;
	const rank = ({outcome, ...task}: Span) => (outcome === 'done' || outcome === 'unchanged' ? 0 : 1e12) + lengthOf(task);
	const first = new Set(tasks.toSorted((a, b) => rank(b) - rank(a)).slice(0, mostLanes - 1));
	return tasks.filter(task => first.has(task));
};

const bar = (task: Span, y: number, slowest: boolean, x: Scale): Html => {
	const [from, to] = [x(task.from), Math.max(x(task.to), x(task.from) + 2)];
	const words = `${signOf(task.outcome)} ${task.host} ${task.outcome === undefined ? texts.report.running : say(lengthOf(task))}`;
	// What would leave the picture on the right stands on the left of its bar.
	const right = to + 4 + words.length * 7 < size.width;
	return html`<rect class="bar ${task.outcome ?? 'open'}${slowest ? ' slowest' : ''}" x="${round(from)}" y="${y + 2}" width="${round(to - from)}" height="${size.lane - 4}" rx="2"/><text class="task${slowest ? ' slowest' : ''}" x="${round(right ? to + 4 : from - 4)}" y="${y + size.lane - 3}"${right ? undefined : html` text-anchor="end"`}>${words}</text>`;
};

const phasePicture = (phase: PhaseSpan, y: number, x: Scale): {readonly picture: Html; readonly height: number} => {
	const shown = shownOf(phase.tasks);
	const rest = phase.tasks.filter(task => !shown.includes(task)).map(lengthOf);
	const slowest = phase.tasks.reduce<Span | undefined>((sofar, task) => (sofar && sofar.to >= task.to ? sofar : task), undefined);
	const lanes = Math.max(1, shown.length + (rest.length > 0 ? 1 : 0));
	const height = lanes * size.lane + size.gap;
	const title = phase.again ? texts.report.again(phase.title) : phase.title;
	const others =
		rest.length === 0
			? undefined
			: html`<text class="task" x="${round(x(phase.from))}" y="${y + lanes * size.lane - 3}">${texts.report.others(rest.length, say(rest.reduce((a, b) => Math.min(a, b))), say(rest.reduce((a, b) => Math.max(a, b))))}</text>`;
	const picture = html`<g><rect class="band" x="${round(x(phase.from))}" y="${y}" width="${round(Math.max(1, x(phase.to) - x(phase.from)))}" height="${height - size.gap}"/><text class="phase ${phase.outcome ?? 'open'}" x="0" y="${y + size.lane - 3}">${signOf(phase.outcome)} ${title}</text><text class="time" x="${size.left - 12}" y="${y + size.lane - 3}" text-anchor="end">${say(lengthOf(phase))}</text>${shown.map((task, lane) => bar(task, y + lane * size.lane, task === slowest, x))}${others}</g>
`;
	return {picture, height};
};

/** Seconds between two lines of the scale: a few of them, at round numbers. */
const stepOf = (seconds: number): number =>
	[1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600].find(step => seconds / step <= 10) ?? Math.ceil(seconds / 10);

/** An SVG: every phase from top to bottom, with a bar for each host's task, over one scale of time. */
export function timelinePicture(phases: readonly PhaseSpan[], decisions: readonly Interval[], {from, to}: Interval): Html {
	const length = Math.max(1, to - from);
	const x: Scale = time => size.left + ((size.width - size.left - 4) * (time - from)) / length;
	const pictures: Html[] = [];
	let y = size.head;
	for (const phase of phases) {
		const {picture, height} = phasePicture(phase, y, x);
		pictures.push(picture);
		y += height;
	}
	const step = stepOf(length / 1000);
	const ticks = Array.from({length: Math.floor(length / 1000 / step) + 1}, (_, index) => index * step);
	const scale = ticks.map(
		second =>
			html`<line class="grid" x1="${round(x(from + second * 1000))}" x2="${round(x(from + second * 1000))}" y1="${size.head - 6}" y2="${y}"/><text class="time" x="${round(x(from + second * 1000))}" y="12" text-anchor="middle">${texts.ui.install.seconds(second)}</text>`,
	);
	const waits = decisions.map(
		one =>
			html`<rect class="waits" x="${round(x(one.from))}" y="${size.head - 6}" width="${round(Math.max(1, x(one.to) - x(one.from)))}" height="${y - size.head}"/>`,
	);
	return html`<svg class="timeline" viewBox="0 0 ${size.width} ${y}" role="img" aria-label="${texts.report.timeline}"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>
${scale}${waits}${pictures}</svg>`;
}
