import path from 'node:path';
import {inFolder} from '../run/folder.ts';
import {texts} from '../texts/texts.ts';
import {runScreen} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {screenActions} from './screen-actions.ts';

/** The screens over the folder of a cluster file, which need not be there yet. */
export const wizard = async (file: string): Promise<number> => {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(`${texts.cli.noTerminal}\n`);
		return exitCodes.badInput;
	}
	return runScreen(screenActions(inFolder(path.dirname(path.resolve(file)))));
};
