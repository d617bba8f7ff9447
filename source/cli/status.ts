import type {Folder} from '../run/folder.ts';
import {watchScript} from '../run/watch-script.ts';
import type {Event} from '../state/event.ts';
import {exitCodes} from './exit-codes.ts';
import {hasScreens} from './has-screens.ts';
import {openScreen} from './open-screen.ts';
import type {Printer} from './print.ts';
import {printStatus} from './print-status.ts';
import {runScript} from './run-script.ts';

const printEvent = (printer: Printer) => (event: Event) => {
	printer.event(event);
	if (event.type === 'status') printStatus(printer, event.status, Date.now());
};

/** Looks once: exit code 0 when every daemon answers and every node is Ready. */
export const status = (folder: Folder, printer: Printer): Promise<number> =>
	runScript('status', ['--cluster', folder.spec], printer, printEvent(printer));

/** Seconds between two looks, unless the person says otherwise. */
const usual = 10;

/** Looks again and again: on the screen, or without a terminal as one report after the other, until a signal ends it. */
export const watchStatus = async (
	folder: Folder,
	printer: Printer,
	{json, seconds = usual}: {json: boolean; seconds?: number},
): Promise<number> => {
	if (!json && hasScreens()) return openScreen(folder, 'cluster', {statusEvery: seconds});
	const script = watchScript('status', ['--cluster', folder.spec, '--every', String(seconds)], {
		event: printEvent(printer),
		failed: reason => printer.error(reason),
	});
	return new Promise(resolve => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.once(signal, () => {
				script.end();
				resolve(exitCodes.interrupted);
			});
	});
};
