import {existsSync} from 'node:fs';
import {type Folder, inFolder} from '../run/folder.ts';
import {texts} from '../texts/texts.ts';
import {type RunScreenOptions, runScreen, runStart} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {firstScreen} from './first-screen.ts';
import {rememberCluster} from './recent.ts';
import {asRun, type Beside, screenActions} from './screen-actions.ts';
import {placeOf, startActions} from './start-actions.ts';

/** The screens over a cluster's folder, which need not hold anything yet. */
export const openScreen = async (folder: Folder, startAt?: RunScreenOptions['startAt'], beside: Beside = {}): Promise<number> => {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(`${texts.cli.noTerminal}\n`);
		return exitCodes.badInput;
	}
	await rememberCluster(folder);
	const code = await runScreen(screenActions(folder, beside), startAt ? {startAt} : {});
	// A new one has its file by now.
	await rememberCluster(folder);
	return code;
};

/** A cluster that is there is opened where it was left: at its run, at the cluster that it made, or where it still needs something. */
const resume = async (folder: Folder): Promise<number> => {
	const {isInstalled, liveRun} = await import('./live-run.ts');
	const run = await liveRun(folder);
	if (run) return runScreen(screenActions(folder), {run: asRun(run), startAt: 'install'});
	const {parse, loadText} = screenActions(folder);
	const parsed = parse((await loadText()) ?? '');
	const needed = firstScreen('problems' in parsed ? parsed.problems : []);
	return openScreen(folder, needed === 'preview' && (await isInstalled(folder)) ? 'cluster' : needed);
};

/** Without a cluster file a person says first what they want; with one, the screens open over it. */
export const wizard = async (file: string): Promise<number> => {
	const folder = inFolder(file);
	if (!process.stdin.isTTY || !process.stdout.isTTY) return openScreen(folder);
	if (existsSync(folder.spec)) return resume(folder);
	const chosen = await runStart(await startActions(folder));
	if (typeof chosen === 'number') return chosen;
	switch (chosen.kind) {
		case 'quit':
			return exitCodes.done;
		case 'new':
			return openScreen(folder);
		case 'open':
			return resume(inFolder(placeOf(chosen.place)));
		case 'replay': {
			const {replay} = await import('./replay.ts');
			return replay(placeOf(chosen.place));
		}
		case 'rehearse': {
			const {rehearse} = await import('./rehearse.ts');
			return rehearse({yes: false, keep: false});
		}
	}
};
