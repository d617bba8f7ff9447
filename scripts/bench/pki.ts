// `npm run bench:pki`: a whole cluster's keys and certificates, by kinstall, cfssl and openssl in turn; medians and ratios.
// `-- --runs 3` for a short look.
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {cpus, loadavg, tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {type BenchKind, cfssl, type Job, openssl} from './pki/others.ts';
import {type Work, workOf} from './pki/work.ts';

const {values} = parseArgs({options: {runs: {type: 'string', default: '5'}}});
const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-bench-pki-'));
const goals: Readonly<Record<BenchKind, number>> = {'rsa-2048': 1.3, 'ecdsa-p256': 10};

/** What a user runs is compiled; from a checkout without that, Node strips the types as it starts. */
const compiled = path.resolve(import.meta.dirname, '../../dist/scripts/bench/pki');
const script = (name: string): string => {
	const js = path.join(compiled, `${name}.js`);
	return existsSync(js) ? js : path.join(import.meta.dirname, 'pki', `${name}.ts`);
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const timed = async (run: () => Promise<unknown>): Promise<number> => {
	const begin = performance.now();
	await run();
	return Math.round(performance.now() - begin);
};

const freshFolder = async (name: string): Promise<string> => {
	const directory = path.join(folder, name);
	await rm(directory, {recursive: true, force: true});
	await mkdir(directory, {recursive: true});
	return directory;
};

const node = async (name: string, ...words: readonly string[]): Promise<number> =>
	Number((await execa(process.execPath, [script(name), ...words])).stdout);

/** One process a certificate: one after the other, as the guides have it, or on all cores. */
const ways = {'one by one': 1, 'on all cores': cpus().length} as const;
type Way = keyof typeof ways;

const runLines = (cwd: string, lines: readonly string[], way: Way): Promise<unknown> =>
	execa('xargs', [`-P${ways[way]}`, '-d', '\n', '-n1', 'bash', '-c', 'eval "$0"'], {cwd, input: lines.join('\n')});

const runJob = async (cwd: string, {authorities, leaves}: Job, way: Way): Promise<void> => {
	await runLines(cwd, authorities, way);
	await runLines(cwd, leaves, way);
};

const countOf = async (directory: string, endings: RegExp): Promise<number> =>
	(await readdir(directory, {recursive: true})).filter(file => endings.test(file)).length;

const isThere = async (name: string): Promise<boolean> => (await execa('which', [name], {reject: false})).exitCode === 0;

const others = {
	cfssl: {job: cfssl, certificate: /(?<!-key)\.pem$/},
	openssl: {job: openssl, certificate: /\.crt$/},
} as const;
type Other = keyof typeof others;

type Round = {readonly kinstall: number; readonly inside: number; readonly keys: number} & Readonly<
	Partial<Record<`${Other}, ${Way}`, number>>
>;

const expectMade = async (directory: string, endings: RegExp, wanted: number): Promise<void> => {
	const made = await countOf(directory, endings);
	if (made !== wanted) throw new Error(`${directory}: certificates made: ${made}, wanted: ${wanted}`);
};

const roundOf = async (kind: BenchKind, work: Work, file: string, present: readonly Other[]): Promise<Round> => {
	const wanted = work.certificates.length;
	const own = await freshFolder('kinstall');
	let inside = 0;
	const kinstall = await timed(async () => {
		inside = await node('issue', file, path.join(own, 'pki'));
	});
	await expectMade(own, /\.crt$/, wanted);
	const keys = await node('keys', kind, String(wanted + work.keyPairs.length));
	const times: Partial<Record<`${Other}, ${Way}`, number>> = {};
	for (const name of present) {
		for (const way of Object.keys(ways) as Way[]) {
			const directory = await freshFolder(name);
			const job = await others[name].job(directory, work, kind);
			times[`${name}, ${way}`] = await timed(() => runJob(directory, job, way));
			await expectMade(directory, others[name].certificate, wanted);
		}
	}
	return {kinstall, inside, keys, ...times};
};

const line = (name: string, rounds: readonly number[]): string =>
	`  ${name.padEnd(34)}${String(median(rounds)).padStart(7)} ms   ${rounds.join(' ')}`;

const ratio = (other: number, own: number): string => `${(other / own).toFixed(1)}x`;

const report = (kind: BenchKind, {certificates}: Work, rounds: readonly Round[], present: readonly Other[]): string => {
	const of = (name: keyof Round): number[] => rounds.flatMap(round => round[name] ?? []);
	const [whole, inside, keys] = [median(of('kinstall')), median(of('inside')), median(of('keys'))];
	const rivals = present.flatMap(name => (Object.keys(ways) as Way[]).map(way => `${name}, ${way}` as const));
	return [
		`${kind}: ${certificates.length} certificates and one key pair, medians of ${rounds.length} rounds in turn`,
		line('kinstall, whole process', of('kinstall')),
		line('kinstall, inside (issueAll)', of('inside')),
		line('as many bare keys (node:crypto)', of('keys')),
		...rivals.map(name => line(name, of(name))),
		...rivals.map(name => {
			const other = median(of(name));
			const goal = name === 'cfssl, one by one' ? ` (goal ${goals[kind]}x)` : '';
			return `  ${name} / kinstall: ${ratio(other, inside)} inside, ${ratio(other, whole)} with the start of Node${goal}`;
		}),
		`  keys are ${Math.round((100 * keys) / inside)} % of the time inside`,
	].join('\n');
};

const withCfssl = (await isThere('cfssl')) && (await isThere('cfssljson'));
const present: readonly Other[] = withCfssl ? ['cfssl', 'openssl'] : ['openssl'];
if (!withCfssl) console.log('cfssl is not installed (apt-get install golang-cfssl)');
console.log(
	`${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, ${existsSync(compiled) ? 'compiled' : 'types stripped'}`,
);
try {
	for (const kind of ['rsa-2048', 'ecdsa-p256'] as const) {
		const work = workOf(kind);
		const file = path.join(folder, `${kind}.json`);
		await writeFile(file, JSON.stringify(work));
		const rounds: Round[] = [];
		for (let run = 0; run < Number(values.runs); run++) rounds.push(await roundOf(kind, work, file, present));
		console.log(`\n${report(kind, work, rounds, present)}`);
	}
} finally {
	await rm(folder, {recursive: true, force: true});
}
