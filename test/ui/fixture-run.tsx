/** Begins the run of the plan in a folder (the first word) and shows it, as the wizard does. */
import {asRun, screenActions} from '../../source/cli/screen-actions.ts';
import {inFolder} from '../../source/run/folder.ts';
import {startRun} from '../../source/run/start-run.ts';
import {runScreen} from '../../source/ui/run-screen.tsx';

const folder = inFolder(process.argv[2]!);
const run = await startRun(folder, {approve: 'ask', mayRetry: true});
process.exit(await runScreen(screenActions(folder), {run: asRun(run), startAt: 'install'}));
