import {ProcessOutput} from 'zx';
import {texts} from '../../source/texts/texts.ts';

/** What a failed command means in words: its last lines, a known cause, and the mend. */
export const explain = (error: unknown): {reason: string; next?: string} => {
	if (!(error instanceof ProcessOutput)) return {reason: error instanceof Error ? error.message : String(error)};
	const words = `${error.stderr}\n${error.stdout}`;
	const known = texts.run.causes.find(({pattern}) => pattern.test(words));
	const last = error.stderr.trim().split('\n').slice(-3).join('\n') || texts.run.exited(error.exitCode ?? -1);
	return known ? {reason: `${known.cause}: ${last}`, next: known.mend} : {reason: last, next: texts.run.retryHint};
};
