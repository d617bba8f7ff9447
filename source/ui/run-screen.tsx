import type {Actions, Run} from './actions.ts';
import type {ScreenName} from './components/header.tsx';
import {onTerminal} from './on-terminal.ts';
import type {Choice, StartActions} from './start-actions.ts';

export type RunScreenOptions = {
	/** cluster.yaml as it shall be at first; what the folder has when absent. */
	readonly initialText?: string;
	readonly startAt?: ScreenName;
	/** A run that goes on already, or a recorded one: needed to start at `install`. Without one `cluster` and `requests` show the standing cluster. */
	readonly run?: Run;
};

export type Opening = RunScreenOptions & {readonly actions: Actions};

/**
 * Shows the screens on this process's terminal until the person leaves; gives the exit code: 0 done or left, 1 the run
 * failed, 130 interrupted or stopped, 129 and 143 ended by SIGHUP and SIGTERM. The terminal is as it was before, however it ends.
 * Throws when there is no terminal, and whatever is thrown while the screens are shown.
 */
export async function runScreen(actions: Actions, options: RunScreenOptions = {}): Promise<number> {
	return openScreens(actions.directory, async () => ({actions, ...options}));
}

/** As `runScreen`, with a first frame that is shown while `open` finds out what is in the folder. */
export async function openScreens(directory: string, open: () => Promise<Opening>): Promise<number> {
	return onTerminal(
		() => import('./render-app.tsx'),
		({renderApp}) => renderApp(directory, open),
	);
}

/** Asks what to do in a folder without a cluster; the exit code when the question was interrupted. Otherwise as `runScreen`. */
export async function runStart(actions: Promise<StartActions>): Promise<Choice | number> {
	return onTerminal(
		() => import('./render-start.tsx'),
		async ({renderStart}) => renderStart(await actions),
	);
}
