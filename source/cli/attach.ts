import type {Folder} from '../run/folder.ts';
import {texts} from '../texts/texts.ts';
import {runScreen} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {hasScreens} from './has-screens.ts';
import {latestRun} from './live-run.ts';
import type {Printer} from './print.ts';
import {asRun, screenActions} from './screen-actions.ts';

/**
 * Shows a run that goes on in its own process, or says that none does and shows the last one: on the screens, or as lines without a terminal;
 * with `json` as the events themselves.
 */
export const attach = async (folder: Folder, printer: Printer, json: boolean): Promise<number> => {
	const latest = await latestRun(folder);
	if (!latest) {
		printer.error(texts.cli.noRun);
		return exitCodes.failed;
	}
	const {run, lives, id, began} = latest;
	const recorded = texts.cli.recordedRun(new Date(began).toLocaleString('sv'));
	if (!json && hasScreens()) return runScreen(screenActions(folder), {run: {...asRun(run), ...(!lives && {recorded})}, startAt: 'install'});
	if (!lives) printer.line(recorded, {recorded: id});
	run.subscribe(printer.event);
	const outcome = await run.done;
	return outcome === 'done' || outcome === 'unchanged' ? exitCodes.done : exitCodes.failed;
};
