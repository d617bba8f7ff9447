import {setTimeout as sleep} from 'node:timers/promises';
import {type Folder, type Holder, lockFolder, unlockFolder} from './folder.ts';
import {FolderLocked} from './start-run.ts';

/** Who only writes a plan is waited for. */
export const planning = 'plan';
const pause = 50;
/** Milliseconds: thousands of RSA keys take less. */
const patience = 120_000;

const take = async (folder: Folder, until: number): Promise<void> => {
	const holder: Holder = {pid: process.pid, since: new Date().toISOString(), command: planning};
	const other = await lockFolder(folder, holder);
	if (!other) return;
	// A plan ends soon; a run or a reset may take long, and needs its plan as it is.
	if (other.command !== planning || Date.now() > until) throw new FolderLocked(other);
	await sleep(pause);
	await take(folder, until);
};

/**
 * Does what writes keys, certificates and plans while nobody else writes in the folder; waits for another plan.
 * Throws FolderLocked while a run or a reset works there.
 */
export const alone = async <T>(folder: Folder, work: () => Promise<T>): Promise<T> => {
	await take(folder, Date.now() + patience);
	try {
		return await work();
	} finally {
		await unlockFolder(folder);
	}
};
