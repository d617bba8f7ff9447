import {existsSync} from 'node:fs';
import {type Folder, inFolder} from '../run/folder.ts';
import {texts} from '../texts/texts.ts';
import {type RunScreenOptions, runScreen} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {screenActions} from './screen-actions.ts';

/** The screens over a cluster's folder, which need not hold anything yet. */
export const openScreen = async (folder: Folder, startAt?: RunScreenOptions['startAt']): Promise<number> => {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(`${texts.cli.noTerminal}\n`);
		return exitCodes.badInput;
	}
	return runScreen(screenActions(folder), startAt ? {startAt} : {});
};

/** Without a cluster file a person says first what they want; with one, the screens open over it. */
export const wizard = async (file: string): Promise<number> => {
	const folder = inFolder(file);
	const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
	if (!isTerminal || existsSync(folder.spec)) return openScreen(folder);
	process.env['NODE_ENV'] ??= 'production';
	const {renderStart} = await import('../ui/render-start.tsx');
	const chosen = await renderStart(folder.directory);
	if (chosen === 'interrupted') return exitCodes.interrupted;
	if (chosen === 'quit') return exitCodes.done;
	if (chosen === 'new') return openScreen(folder);
	const {rehearse} = await import('./rehearse.ts');
	return rehearse({yes: false, keep: false});
};
