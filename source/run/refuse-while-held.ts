import {planning} from './alone.ts';
import {type Folder, holderOf} from './folder.ts';
import {FolderLocked} from './start-run.ts';

/** Throws FolderLocked while a run or a reset works in the folder: its plan must stay as it is. */
export const refuseWhileHeld = async (folder: Folder): Promise<void> => {
	const holder = await holderOf(folder);
	if (holder && holder.command !== planning) throw new FolderLocked(holder);
};
