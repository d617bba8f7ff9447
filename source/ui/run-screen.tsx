import {texts} from '../texts/texts.ts';
import type {Actions, Run} from './actions.ts';
import type {ScreenName} from './components/header.tsx';

export type RunScreenOptions = {
	/** cluster.yaml as it shall be at first; what the folder has when absent. */
	readonly initialText?: string;
	readonly startAt?: ScreenName;
	/** A run that goes on already, or a recorded one: needed to start at `install`, `requests` or `cluster`. */
	readonly run?: Run;
};

/**
 * Shows the screens on this process's terminal until the person leaves; gives the exit code: 0 done or left, 1 the run
 * failed, 130 interrupted or stopped. The terminal is as it was before, however it ends. Throws when there is no terminal.
 */
export async function runScreen(actions: Actions, options: RunScreenOptions = {}): Promise<number> {
	const {stdin, stdout} = process;
	if (!stdin.isTTY || !stdout.isTTY) throw new Error(texts.ui.noTerminal);
	// What is typed while the screens are loaded is for them: not to be echoed, and not to move where they are drawn.
	stdin.setRawMode(true);
	stdout.write('\r');
	try {
		const {renderApp} = await loadApp();
		return await renderApp(actions, options);
	} finally {
		stdin.setRawMode(false);
	}
}

/** React and chalk read these variables once, when they are loaded; that is why the screens are imported only here. */
async function loadApp() {
	process.env.NODE_ENV ??= 'production';
	const {FORCE_COLOR, NO_COLOR} = process.env;
	if (NO_COLOR) process.env.FORCE_COLOR = '0';
	const app = await import('./render-app.tsx');
	// The run's own process must not inherit it.
	if (FORCE_COLOR === undefined) delete process.env.FORCE_COLOR;
	else process.env.FORCE_COLOR = FORCE_COLOR;
	return app;
}
