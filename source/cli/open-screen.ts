import type {Folder} from '../run/folder.ts';
import {type Opening, type RunScreenOptions, runScreen} from '../ui/run-screen.tsx';
import {firstScreen} from './first-screen.ts';
import {hasScreens, withoutScreens} from './has-screens.ts';
import {isInstalled, liveRun} from './live-run.ts';
import {rememberCluster} from './recent.ts';
import {asRun, type Beside, screenActions} from './screen-actions.ts';

/** The screens over a cluster's folder, which need not hold anything yet. */
export const openScreen = async (folder: Folder, startAt?: RunScreenOptions['startAt'], beside: Beside = {}): Promise<number> => {
	if (!hasScreens()) return withoutScreens();
	await rememberCluster(folder);
	const code = await runScreen(screenActions(folder, beside), startAt ? {startAt} : {});
	// A new one has its file by now.
	await rememberCluster(folder);
	return code;
};

/** A cluster that is there is opened where it was left: at its run, at the cluster that it made, or where it still needs something. */
export const whereItWasLeft = async (folder: Folder, beside: Beside = {}): Promise<Opening> => {
	await rememberCluster(folder);
	const actions = screenActions(folder, beside);
	const run = await liveRun(folder);
	if (run) return {actions, run: asRun(run), startAt: 'install'};
	const initialText = (await actions.loadText()) ?? '';
	const parsed = actions.parse(initialText);
	const needed = firstScreen('problems' in parsed ? parsed.problems : []);
	return {actions, initialText, startAt: needed === 'preview' && (await isInstalled(folder)) ? 'cluster' : needed};
};
