import path from 'node:path';
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

export const wizard = (file: string): Promise<number> => openScreen(inFolder(path.dirname(path.resolve(file))));
