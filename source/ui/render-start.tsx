import {render} from 'ink';
import {PacedKeys} from './pace-keys.ts';
import {type Start, StartScreen} from './screens/start.tsx';

/** Asks what to do in a folder without a cluster; `interrupted` on Ctrl-C or a closed terminal. */
export async function renderStart(directory: string): Promise<Start | 'interrupted'> {
	const stdin = new PacedKeys(process.stdin);
	let chosen: Start | 'interrupted' = 'interrupted';
	try {
		const end = (start: Start | 'interrupted') => {
			chosen = start;
			app.unmount();
		};
		const app = render(<StartScreen directory={directory} onChoose={end} onInterrupt={() => end('interrupted')} />, {
			stdin: stdin as unknown as NodeJS.ReadStream,
			alternateScreen: true,
			exitOnCtrlC: false,
			interactive: true,
		});
		stdin.once('end', () => app.unmount());
		await app.waitUntilExit();
	} finally {
		stdin.close();
	}
	return chosen;
}
