import {startScript} from '../run/start-script.ts';
import type {Event} from '../state/event.ts';
import type {Printer} from './print.ts';

/** Runs a script that looks at the cluster as a whole; its events go to `hear`. */
export const runScript = async (id: string, words: readonly string[], printer: Printer, hear: (event: Event) => void): Promise<number> => {
	let told = false;
	const script = startScript(id, words, message => {
		told = true;
		if (message.type === 'script-failed') printer.error(message.next ? `${message.reason}\n    ${message.next}` : message.reason, message);
		else hear(message);
	});
	const {exitCode, stderr} = await script.ended;
	if (exitCode !== 0 && !told) printer.error(stderr.trim());
	return exitCode;
};
