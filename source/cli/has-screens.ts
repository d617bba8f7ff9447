import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';

const isTerminal = (): boolean => process.stdin.isTTY === true && process.stdout.isTTY === true;

/** Whether this process can show screens: on a terminal that can move its cursor. */
export const hasScreens = (): boolean => isTerminal() && process.env.TERM !== 'dumb';

/** Says why there are no screens, and what to do instead; gives the exit code. */
export const withoutScreens = (): number => {
	process.stderr.write(`${isTerminal() ? texts.cli.dumbTerminal : texts.cli.noTerminal}\n`);
	return exitCodes.badInput;
};
