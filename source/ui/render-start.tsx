import {StartScreen} from './screens/start.tsx';
import {show} from './show.tsx';
import type {Choice, StartActions} from './start-actions.ts';

/** Asks what to do in a folder without a cluster; the exit code when it was interrupted. */
export async function renderStart(actions: StartActions): Promise<Choice | number> {
	let chosen: Choice | number = 130;
	const signal = await show(leave => {
		const end = (choice: Choice | number) => {
			chosen = choice;
			leave();
		};
		return <StartScreen actions={actions} onChoose={end} onInterrupt={end} />;
	});
	return signal ?? chosen;
}
