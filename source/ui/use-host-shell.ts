import {useApp} from 'ink';
import {useCallback} from 'react';
import {texts} from '../texts/texts.ts';

const ignore = () => {};

/** Lends the terminal to a shell on a host until it ends. Ctrl-C in it is the shell's; the run goes on meanwhile. */
export function useHostShell(open: (host: string) => Promise<void>, tell: (message: string | undefined) => void) {
	const {suspendTerminal} = useApp();
	return useCallback(
		(host: string) => {
			const work = async () => {
				// A key for the shell reaches every process of the terminal while the shell is not there yet.
				const listeners = process.listeners('SIGINT');
				process.removeAllListeners('SIGINT').on('SIGINT', ignore);
				try {
					await open(host);
				} finally {
					process.off('SIGINT', ignore);
					for (const listener of listeners) process.on('SIGINT', listener);
				}
			};
			tell(undefined);
			suspendTerminal(work).catch((error: unknown) => {
				tell(texts.ui.install.shellFailed(host, error instanceof Error ? error.message : String(error)));
			});
		},
		[suspendTerminal, open, tell],
	);
}
