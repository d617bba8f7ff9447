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

/** Two at a time, as many as this machine has cores. */
const parallel = (cwd: string, lines: readonly string[]): Promise<unknown> =>
	execa('xargs', ['-P2', '-d', '\n', '-n1', 'bash', '-c', 'eval "$0"'], {cwd, input: lines.join('\n')});

const runJob = async (cwd: string, {authorities, leaves}: Job): Promise<void> => {
	await parallel(cwd, authorities);
	await parallel(cwd, leaves);
};

const countOf = async (directory: string, endings: RegExp): Promise<number> =>
	(await readdir(directory, {recursive: true})).filter(file => endings.test(file)).length;

const isThere = async (name: string): Promise<boolean> => (await execa('which', [name], {reject: false})).exitCode === 0;

type Round = {readonly kinstall: number; readonly inside: number; readonly keys: number; readonly cfssl?: number; readonly openssl: number};

const roundOf = async (kind: BenchKind, work: Work, file: string, withCfssl: boolean): Promise<Round> => {
	const own = await freshFolder('kinstall');
	let inside = 0;
	const kinstall = await timed(async () => {
		inside = await node('issue', file, path.join(own, 'pki'));
	});
	const keys = await node('keys', kind, String(work.certificates.length + work.keyPairs.length));
	const others = {cfssl: await freshFolder('cfssl'), openssl: await freshFolder('openssl')};
	const jobs = {cfssl: await cfssl(others.cfssl, work, kind), openssl: await openssl(others.openssl, work, kind)};
	const byCfssl = withCfssl ? await timed(() => runJob(others.cfssl, jobs.cfssl)) : undefined;
	const byOpenssl = await timed(() => runJob(others.openssl, jobs.openssl));
	const wanted = work.certificates.length;
	const made = [
		await countOf(own, /\.crt$/),
		withCfssl ? await countOf(others.cfssl, /(?<!-key)\.pem$/) : wanted,
		await countOf(others.openssl, /\.crt$/),
	];
	if (made.some(count => count !== wanted)) throw new Error(`certificates made: ${made.join(', ')}, wanted: ${wanted}`);
	return {kinstall, inside, keys, ...(byCfssl !== undefined && {cfssl: byCfssl}), openssl: byOpenssl};
};

const line = (name: string, rounds: readonly number[]): string =>
	`  ${name.padEnd(34)}${String(median(rounds)).padStart(7)} ms   ${rounds.join(' ')}`;

const ratio = (other: number, own: number): string => `${(other / own).toFixed(1)}x`;

const report = (kind: BenchKind, {certificates}: Work, rounds: readonly Round[]): string => {
	const of = (name: keyof Round): number[] => rounds.flatMap(round => round[name] ?? []);
	const [whole, inside, keys, byOpenssl] = [median(of('kinstall')), median(of('inside')), median(of('keys')), median(of('openssl'))];
	const byCfssl = of('cfssl').length > 0 ? median(of('cfssl')) : undefined;
	const beside = (other: number): string => `${ratio(other, whole)} with the start of Node, ${ratio(other, inside)} without`;
	return [
		`${kind}: ${certificates.length} certificates and one key pair, medians of ${rounds.length} rounds in turn`,
		line('kinstall, whole process', of('kinstall')),
		line('kinstall, inside (issueAll)', of('inside')),
		line('as many bare keys (node:crypto)', of('keys')),
		...(byCfssl === undefined ? ['  cfssl is not installed (apt-get install golang-cfssl)'] : [line('cfssl, two at a time', of('cfssl'))]),
		line('openssl, two at a time', of('openssl')),
		...(byCfssl === undefined ? [] : [`  cfssl / kinstall: ${beside(byCfssl)} (goal ${goals[kind]}x)`]),
		`  openssl / kinstall: ${beside(byOpenssl)}`,
		`  keys are ${Math.round((100 * keys) / inside)} % of the time inside`,
	].join('\n');
};

const withCfssl = (await isThere('cfssl')) && (await isThere('cfssljson'));
console.log(
	`${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, ${existsSync(compiled) ? 'compiled' : 'types stripped'}`,
);
try {
	for (const kind of ['rsa-2048', 'ecdsa-p256'] as const) {
		const work = workOf(kind);
		const file = path.join(folder, `${kind}.json`);
		await writeFile(file, JSON.stringify(work));
		const rounds: Round[] = [];
		for (let run = 0; run < Number(values.runs); run++) rounds.push(await roundOf(kind, work, file, withCfssl));
		console.log(`\n${report(kind, work, rounds)}`);
	}
} finally {
	await rm(folder, {recursive: true, force: true});
}
