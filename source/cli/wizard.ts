import {existsSync} from 'node:fs';
import {type Folder, inFolder} from '../run/folder.ts';
import {openScreens, runStart} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {hasScreens, withoutScreens} from './has-screens.ts';
import {placeOf} from './place-of.ts';

/** Loaded behind the first frame: it brings all that reads a cluster file. */
const opener = () => import('./open-screen.ts');

const resume = (folder: Folder): Promise<number> => openScreens(folder.directory, async () => (await opener()).whereItWasLeft(folder));

/** Without a cluster file a person says first what they want; with one, the screens open over it. */
export const wizard = async (file: string): Promise<number> => {
	const folder = inFolder(file);
	if (!hasScreens()) return withoutScreens();
	if (existsSync(folder.spec)) return resume(folder);
	const chosen = await runStart(import('./start-actions.ts').then(({startActions}) => startActions(folder)));
	if (typeof chosen === 'number') return chosen;
	switch (chosen.kind) {
		case 'quit':
			return exitCodes.done;
		case 'new':
			return (await opener()).openScreen(folder);
		case 'open':
			return resume(inFolder(placeOf(chosen.place)));
		case 'replay': {
			const {replay} = await import('./replay.ts');
			return replay(placeOf(chosen.place));
		}
		case 'rehearse': {
			const {rehearse} = await import('./rehearse.ts');
			return rehearse({yes: false, keep: false});
		}
	}
};
