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
	// React and chalk read these once, when they are loaded; that is why the rest is imported only here.
	process.env.NODE_ENV ??= 'production';
	const {FORCE_COLOR} = process.env;
	if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
	const {renderApp} = await import('./render-app.tsx');
	// The run's own process must not inherit it.
	if (FORCE_COLOR === undefined) delete process.env.FORCE_COLOR;
	else process.env.FORCE_COLOR = FORCE_COLOR;
	return renderApp(actions, options);
}
