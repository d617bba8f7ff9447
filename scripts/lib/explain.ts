import {ProcessOutput} from 'zx';
import {texts} from '../../source/texts/texts.ts';

/** How the function `unit` of a host begins to tell the journal. */
const notReady = /^\S+ does not get ready/m;

/** What a failed command means in words: a known cause and the line that shows it, or its last lines; and the mend. */
export const explain = (error: unknown): {reason: string; next?: string} => {
	if (!(error instanceof ProcessOutput)) return {reason: error instanceof Error ? error.message : String(error)};
	const words = `${error.stderr}\n${error.stdout}`;
	const what = notReady.exec(error.stderr)?.[0];
	const known = texts.run.causes.find(({pattern}) => pattern.test(words));
	const telling = known && words.split('\n').findLast(line => known.pattern.test(line));
	const last = telling?.trim() ?? (error.stderr.trim().split('\n').slice(-3).join('\n') || texts.run.exited(error.exitCode ?? -1));
	const reason = [what, known?.cause, last].filter(part => part !== undefined).join(': ');
	return {reason, next: known?.mend ?? texts.run.retryHint};
};
