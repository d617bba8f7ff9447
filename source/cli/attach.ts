import type {Folder} from '../run/folder.ts';
import {texts} from '../texts/texts.ts';
import {runScreen} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {liveRun} from './live-run.ts';
import type {Printer} from './print.ts';
import {asRun, screenActions} from './screen-actions.ts';

/** Shows a run that goes on in its own process: on the screens, or as lines without a terminal; with `json` as the events themselves. */
export const attach = async (folder: Folder, printer: Printer, json: boolean): Promise<number> => {
	const run = await liveRun(folder);
	if (!run) {
		printer.error(texts.cli.noRun);
		return exitCodes.failed;
	}
	if (!json && process.stdin.isTTY && process.stdout.isTTY) return runScreen(screenActions(folder), {run: asRun(run), startAt: 'install'});
	run.subscribe(printer.event);
	const outcome = await run.done;
	return outcome === 'done' || outcome === 'unchanged' ? exitCodes.done : exitCodes.failed;
};
