import {existsSync} from 'node:fs';
import {type Folder, inFolder} from '../run/folder.ts';
import {texts} from '../texts/texts.ts';
import {type RunScreenOptions, runScreen, runStart} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {type Beside, screenActions} from './screen-actions.ts';

/** The screens over a cluster's folder, which need not hold anything yet. */
export const openScreen = async (folder: Folder, startAt?: RunScreenOptions['startAt'], beside: Beside = {}): Promise<number> => {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(`${texts.cli.noTerminal}\n`);
		return exitCodes.badInput;
	}
	return runScreen(screenActions(folder, beside), startAt ? {startAt} : {});
};

/** Without a cluster file a person says first what they want; with one, the screens open over it. */
export const wizard = async (file: string): Promise<number> => {
	const folder = inFolder(file);
	const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
	if (!isTerminal || existsSync(folder.spec)) return openScreen(folder);
	const chosen = await runStart(folder.directory);
	if (typeof chosen === 'number') return chosen;
	if (chosen === 'quit') return exitCodes.done;
	if (chosen === 'new') return openScreen(folder);
	const {rehearse} = await import('./rehearse.ts');
	return rehearse({yes: false, keep: false});
};
