import {appendFile} from 'node:fs/promises';
import {lockFolder, unlockFolder} from '../run/folder.ts';
import type {Loaded} from '../run/load-spec.ts';
import {FolderLocked} from '../run/start-run.ts';
import {isUnfinished} from '../run/unfinished.ts';
import type {Event} from '../state/event.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import type {Printer} from './print.ts';
import {runScript} from './run-script.ts';

/** Takes the cluster off its hosts again. Throws FolderLocked while somebody else works in its folder. */
export const reset = async ({folder}: Loaded, printer: Printer, yes: boolean): Promise<number> => {
	if (!yes) {
		printer.error(texts.cli.needsYes);
		return exitCodes.badInput;
	}
	const holder = await lockFolder(folder, {pid: process.pid, since: new Date().toISOString(), command: 'reset'});
	if (holder) throw new FolderLocked(holder);
	try {
		const code = await runScript('reset', ['--cluster', folder.spec], printer, printer.event);
		if (code === 0) {
			const done: Event = {at: new Date().toISOString(), run: 'reset', type: 'reset'};
			await appendFile(folder.journal, `${(await isUnfinished(folder.journal)) ? '\n' : ''}${JSON.stringify(done)}\n`, {mode: 0o600});
			printer.line(texts.cli.resetDone);
		}
		return code;
	} finally {
		await unlockFolder(folder);
	}
};
