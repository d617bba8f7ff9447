import {texts} from '../../source/texts/texts.ts';
import {type Context, Failure} from './phase.ts';

/** Waits until an API server answers at a path that an addon stands behind. Throws a `Failure` with what it says instead. */
export const answers = async ({$, waiting}: Context, path: string): Promise<void> => {
	waiting(texts.run.addonAsked(path));
	const {stdout} = await $`wait_until 60 ${`kubectl get --raw=${path}`} || { echo silent; kubectl get --raw=${path} 2>&1 | tail -n 1; }`;
	if (stdout.startsWith('silent\n')) throw new Failure(...texts.run.addonSilent(path, stdout.slice('silent\n'.length).trim()));
};
