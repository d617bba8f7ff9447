import {type Start, StartScreen} from './screens/start.tsx';
import {show} from './show.tsx';

/** Asks what to do in a folder without a cluster; the exit code when it was interrupted. */
export async function renderStart(directory: string): Promise<Start | number> {
	let chosen: Start | number = 130;
	const signal = await show(leave => {
		const end = (start: Start | number) => {
			chosen = start;
			leave();
		};
		return <StartScreen directory={directory} onChoose={end} onInterrupt={() => end(130)} />;
	});
	return signal ?? chosen;
}
