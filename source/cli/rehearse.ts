/** The rehearsal: five real hosts made on this machine, what they will install made too, and then the product as on any other hosts. */
import {existsSync} from 'node:fs';
import {mkdir, readFile, rm} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';
import {defaultVersion} from '../catalog/releases.ts';
import {type Folder, holderOf, inFolder, writeWhole} from '../run/folder.ts';
import {isAlive} from '../run/is-alive.ts';
import {labImages} from '../run/lab-images.ts';
import {loadSpec} from '../run/load-spec.ts';
import {root} from '../run/root.ts';
import {texts} from '../texts/texts.ts';
import {openScreens, runScreen} from '../ui/run-screen.tsx';
import {apply} from './apply.ts';
import {exitCodes} from './exit-codes.ts';
import {hasScreens} from './has-screens.ts';
import {type Making, makeArtifacts, subscribeTo} from './lab-artifacts.ts';
import {whereItWasLeft} from './open-screen.ts';
import {makePrinter} from './print.ts';
import {rehearsalSpec} from './rehearsal-spec.ts';
import {type Beside, screenActions} from './screen-actions.ts';

const words = texts.cli.rehearsal;
const lab = path.join(root, 'scripts', 'lab');
const environment = {KINSTALL_LAB_INSTALL: 'yes', LAB_ID: 'rehearsal'};

/** Runs lab.sh for the rehearsal's lab. @param told hears what it says */
export const runLab = (options: readonly string[], {quiet = false, input = false, told = process.stdout as NodeJS.WriteStream} = {}) =>
	execa('bash', [path.join(lab, 'lab.sh'), ...options], {
		env: environment,
		stdin: input ? 'inherit' : 'ignore',
		stdout: quiet ? 'pipe' : told,
		stderr: quiet ? 'pipe' : 'inherit',
		reject: false,
	});

const places = () => {
	const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
	return {artifacts: path.join(cache, 'lab', 'artifacts'), folder: inFolder(path.join(cache, 'rehearsal'))};
};

const agree = async (): Promise<boolean> => {
	const terminal = createInterface({input: process.stdin, output: process.stdout});
	let answer: string;
	do answer = (await terminal.question(`${words.question} `)).trim();
	while (!/^(y|yes|n|no)?$/i.test(answer));
	terminal.close();
	return !answer.toLowerCase().startsWith('n');
};

/** What a rehearsal says of itself to the next one, beside its cluster: who makes it, and that its lab shall stand. */
type Mark = {readonly pid?: number; readonly kept?: boolean};
const markOf = ({directory}: Folder) => path.join(directory, '.rehearsal.json');
const readMark = async (folder: Folder): Promise<Mark> =>
	readFile(markOf(folder), 'utf8')
		.then(text => JSON.parse(text) as Mark)
		.catch(() => ({}));
const writeMark = (folder: Folder, mark: Mark) => writeWhole(markOf(folder), JSON.stringify(mark));

/** Ends the run that outlived its screen: its hosts are about to go. */
const endRun = async (folder: Folder): Promise<void> => {
	const holder = await holderOf(folder);
	if (!holder || holder.pid === process.pid) return;
	process.kill(holder.pid, 'SIGTERM');
	for (let waited = 0; isAlive(holder.pid) && waited < 10_000; waited += 100) await sleep(100);
	if (isAlive(holder.pid)) process.kill(holder.pid, 'SIGKILL');
};

/** Forgets the cluster of hosts that are gone. */
export const forgetRehearsal = (): Promise<void> => rm(places().folder.directory, {recursive: true, force: true});

export type RehearseOptions = {
	readonly yes: boolean;
	readonly keep: boolean;
	/** No screens, and nothing but events on standard output. */
	readonly json?: boolean;
};

const unattended = async (making: Making, spec: string, json: boolean): Promise<number> => {
	const printer = makePrinter({json});
	let last = '';
	const timer = setInterval(async () => {
		const progress = await making.progress();
		if (!progress || progress.title === last) return;
		last = progress.title;
		printer.line(words.making(progress.title, progress.secondsLeft), {making: progress.title});
	}, 1000);
	await making.ready.finally(() => clearInterval(timer));
	const loaded = await loadSpec(spec);
	if ('problems' in loaded) throw new Error(loaded.problems.map(({path, reason}) => `${path}: ${reason}`).join('\n'));
	return apply(loaded, printer, {yes: true, approve: 'expected', keepFacts: false});
};

/** A first rehearsal shows every screen; who comes back finds the run that goes on, or the cluster that stands. */
const openRehearsal = (folder: Folder, returns: boolean, beside: Beside): Promise<number> =>
	returns ? openScreens(folder.directory, () => whereItWasLeft(folder, beside)) : runScreen(screenActions(folder, beside));

/** Makes the lab, installs on it with or without screens, and takes it down again, unless it shall be kept, now or by an earlier rehearsal. One at a time. */
export const rehearse = async ({yes, keep: wanted, json = false}: RehearseOptions): Promise<number> => {
	const screen = !yes && !json && hasScreens();
	const {artifacts, folder} = places();
	const told = json ? process.stderr : process.stdout;
	const before = await readMark(folder);
	if (before.pid !== undefined && isAlive(before.pid)) {
		process.stderr.write(`${words.goesOn(before.pid)}\n`);
		return exitCodes.failed;
	}
	const keep = wanted || before.kept === true;
	const end = before.kept ? words.keptBefore : keep ? words.stays : words.goes;
	told.write(`${words.announcement}\n${end}\n`);
	if (screen && !(await agree())) return exitCodes.done;

	const down = async () => {
		told.write(`${words.down}\n`);
		await endRun(folder);
		await runLab(['down'], {told});
		await forgetRehearsal();
	};
	let making: Making | undefined;
	let interrupted = false;
	const interrupt = () => {
		interrupted = true;
	};
	process.on('SIGINT', interrupt);
	process.on('SIGTERM', interrupt);
	try {
		if ((await runLab(['base', '--install'], {told})).exitCode !== 0 || interrupted)
			return interrupted ? exitCodes.interrupted : exitCodes.failed;
		await mkdir(folder.directory, {recursive: true});
		await writeMark(folder, {pid: process.pid, kept: keep});
		making = makeArtifacts(artifacts, path.join(folder.directory, 'artifacts.log'));
		if ((await runLab(['up', '5'], {told})).exitCode !== 0 || interrupted) return interrupted ? exitCodes.interrupted : exitCodes.failed;
		const {stdout: config} = await runLab(['ssh-config'], {quiet: true});
		await writeWhole(path.join(folder.directory, 'ssh-config'), `${config}\n`, 0o600);
		const returns = existsSync(folder.spec);
		if (!returns) await writeWhole(folder.spec, rehearsalSpec(artifacts, await labImages(defaultVersion)));
		const code = screen
			? await openRehearsal(folder, returns, {artifacts: subscribeTo(making), artifactsReady: making.ready, endsRun: !keep})
			: await unattended(making, folder.spec, json);
		return interrupted ? exitCodes.interrupted : code;
	} finally {
		making?.stop();
		if (before.kept || (keep && !interrupted)) {
			await writeMark(folder, {kept: true});
			told.write(`${words.kept(folder.directory)}\n`);
		} else await down();
		process.off('SIGINT', interrupt);
		process.off('SIGTERM', interrupt);
	}
};
