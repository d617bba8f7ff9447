// `npm run bench:screen`: the built program on a real pseudo-terminal: from a key to the screen in a quiet run and under a flood of
// output, memory over millions of lines, the first frame, and the version; beside what each is compared with. About three minutes;
// `-- --quick` for a look in less than one. `-- starts`, `keys` or `memory` for one part.
import {loadavg} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {timeKeys} from './screen/keys.ts';
import {watchMemory} from './screen/memory.ts';
import {timeStarts} from './screen/starts.ts';

const {values, positionals} = parseArgs({options: {quick: {type: 'boolean', default: false}}, allowPositionals: true});
const root = path.resolve(import.meta.dirname, '../..');
const program = [path.join(root, 'dist/source/bin.cjs')];
const wanted = (part: string) => positionals.length === 0 || positionals.includes(part);

const at = (share: number) => (numbers: readonly number[]) =>
	[...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))]!;
const [median, p99] = [at(0.5), at(0.99)];
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const times = (value: number) => `${value.toFixed(2)} x`;

let missed = 0;
const row = (what: string, measured: string, goal = '', met = true) => {
	if (!met) missed++;
	console.log(`${what.padEnd(34)} ${measured.padEnd(44)} ${goal.padEnd(18)} ${goal === '' ? '' : met ? 'met' : 'NOT MET'}`.trimEnd());
};

console.log(
	`Node ${process.version}, load ${loadavg()
		.map(load => load.toFixed(1))
		.join(' ')}\n`,
);
row('what', 'measured', 'goal');

if (wanted('starts')) {
	const starts = await timeStarts(program, path.join(root, 'node_modules'), values.quick ? 5 : 21);
	const [said, nothing, least] = [median(starts.version), median(starts.node), median(starts.oneLine)];
	const first = (what: string, took: number) =>
		row(what, `${ms(took)}, one line of Ink ${ms(least)}: ${times(took / least)}`, '<= 1.3 x', took <= 1.3 * least);
	first('first frame, empty folder', median(starts.empty));
	first('first frame, a cluster', median(starts.first));
	row('  the cluster is read', `${ms(median(starts.content))}: ${times(median(starts.content) / least)}`);
	row('kinstall --version', `${ms(said)}, node -e 0 ${ms(nothing)}: ${times(said / nothing)}`, '<= 1.5 x', said <= 1.5 * nothing);
}

if (wanted('keys')) {
	const {quiet, flood, cores, quietCores} = await timeKeys(program, values.quick ? {rounds: 3, keys: 20} : {rounds: 8, keys: 30});
	row(
		'key to screen, quiet',
		`p50 ${ms(median(quiet))}, p99 ${ms(p99(quiet))} of ${quiet.length} keys`,
		'p50 <= 40 ms',
		median(quiet) <= 40,
	);
	row('key to screen, 10,000 lines/s', `p50 ${ms(median(flood))}, p99 ${ms(p99(flood))} of ${flood.length} keys`);
	const [half, most] = [median(flood) / median(quiet), p99(flood) / p99(quiet)];
	row('  against quiet, p50', times(half), '<= 1.5 x', half <= 1.5);
	row('  against quiet, p99', times(most), '<= 2 x', most <= 2);
	const share = median(cores);
	row(
		'processor, 10,000 lines/s',
		`${(100 * share).toFixed(0)} % of a core (quiet ${(100 * median(quietCores)).toFixed(0)} %)`,
		'<= 60 %',
		share <= 0.6,
	);
}

if (wanted('memory')) {
	const {lines, seconds, samples} = await watchMemory(program, values.quick ? 500_000 : 5_000_000);
	const most = Math.max(...samples);
	const [first, last] = [samples[0]!, samples.at(-1)!];
	row(
		`memory, ${(lines / 1e6).toFixed(1)} million lines`,
		`${first.toFixed(0)} MB at first, ${most.toFixed(0)} at most, ${last.toFixed(0)} at last; ${seconds.toFixed(0)} s`,
		'<= 200 MB',
		most <= 200,
	);
}
if (missed > 0) {
	console.log(`\n${missed === 1 ? 'One goal is' : `${missed} goals are`} not met.`);
	process.exitCode = 1;
}
