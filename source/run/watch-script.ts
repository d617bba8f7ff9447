/** A script that looks at the cluster for as long as somebody wants to see it. */
import type {Event} from '../state/event.ts';
import {texts} from '../texts/texts.ts';
import {startScript} from './start-script.ts';

export type WatchedScript = {
	readonly send: (message: object) => void;
	/** Ends the script and all it started; nothing is heard after it. */
	readonly end: () => void;
};

/** Milliseconds before a script that ended by itself is started again. */
const pause = 5000;

/**
 * Runs `scripts/ID` with `options` until it is ended. One that ends by itself is started again after a pause; `hear` is told why as `failed`, as nobody
 * but a person can know whether waiting helps.
 */
export const watchScript = (
	id: string,
	options: readonly string[],
	hear: {readonly event: (event: Event) => void; readonly failed: (reason: string) => void},
): WatchedScript => {
	let ended = false;
	let timer: NodeJS.Timeout | undefined;
	let script: ReturnType<typeof startScript>;
	const begin = () => {
		let reason = '';
		const mine = startScript(id, options, message => {
			if (ended) return;
			if (message.type === 'script-failed') reason = [message.reason, message.next].filter(Boolean).join('\n');
			else hear.event(message);
		});
		script = mine;
		mine.ended.then(({stderr, exitCode}) => {
			if (ended) return;
			hear.failed(reason || stderr.trim().split('\n').at(-1) || texts.run.watchEnded(exitCode));
			timer = setTimeout(begin, pause);
		});
	};
	begin();
	return {
		send: message => script.send(message),
		end: () => {
			ended = true;
			clearTimeout(timer);
			script.kill();
		},
	};
};
