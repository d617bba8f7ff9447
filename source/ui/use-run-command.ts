import {useCallback, useState} from 'react';
import {texts} from '../texts/texts.ts';

/** Sends something to the run, and keeps what to tell about it: that it was sent, or why not. */
export function useRunCommand() {
	const [message, setMessage] = useState<string>();
	const send = useCallback((what: string, command: () => Promise<void>, sent?: string) => {
		setMessage(sent);
		command().catch((error: unknown) => {
			setMessage(texts.ui.install.commandFailed(what, error instanceof Error ? error.message : String(error)));
		});
	}, []);
	return {message, setMessage, send};
}
