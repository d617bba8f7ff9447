import {open} from 'node:fs/promises';
import {type Folder, holderOf} from '../run/folder.ts';
import {followRun} from '../run/follow-run.ts';
import {readEvent} from '../state/read-event.ts';
import {texts} from '../texts/texts.ts';
import {runScreen} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import type {Printer} from './print.ts';
import {asRun, screenActions} from './screen-actions.ts';

/** Byte and id of the journal's last run. */
const lastRun = async (journal: string): Promise<{from: number; id: string} | undefined> => {
	const file = await open(journal);
	let from = 0;
	let found: {from: number; id: string} | undefined;
	for await (const line of file.readLines()) {
		const event = line.includes('"type":"run-started"') ? readEvent(line) : undefined;
		if (event) found = {from, id: event.run};
		from += Buffer.byteLength(line) + 1;
	}
	return found;
};

/** Shows a run that goes on in its own process: on the screens, or as lines without a terminal. */
export const attach = async (folder: Folder, printer: Printer): Promise<number> => {
	const holder = await holderOf(folder);
	const last = holder && (await lastRun(folder.journal).catch(() => undefined));
	if (!holder?.socket || !last) {
		printer.error(texts.cli.noRun);
		return exitCodes.failed;
	}
	const run = followRun({journal: folder.journal, id: last.id, pid: holder.pid, socket: holder.socket, from: last.from});
	if (process.stdin.isTTY && process.stdout.isTTY) return runScreen(screenActions(folder), {run: asRun(run), startAt: 'install'});
	run.subscribe(printer.event);
	const outcome = await run.done;
	return outcome === 'done' || outcome === 'unchanged' ? exitCodes.done : exitCodes.failed;
};
