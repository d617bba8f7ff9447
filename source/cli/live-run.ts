import {open} from 'node:fs/promises';
import {type Folder, holderOf} from '../run/folder.ts';
import {type FollowedRun, followRun} from '../run/follow-run.ts';
import {readEvent} from '../state/read-event.ts';

/** Byte and id of the journal's last run. */
const lastRun = async (journal: string): Promise<{from: number; id: string} | undefined> => {
	const file = await open(journal);
	let from = 0;
	let found: {from: number; id: string} | undefined;
	for await (const line of file.readLines()) {
		const event = line.includes('"type":"run-started"') ? readEvent(line) : undefined;
		if (event) found = {from, id: event.run};
		from += Buffer.byteLength(line) + 1;
	}
	return found;
};

/** The run that goes on in the folder, in its own process. */
export const liveRun = async (folder: Folder): Promise<FollowedRun | undefined> => {
	const holder = await holderOf(folder);
	const last = holder && (await lastRun(folder.journal).catch(() => undefined));
	if (!holder?.socket || !last) return undefined;
	return followRun({journal: folder.journal, id: last.id, pid: holder.pid, socket: holder.socket, from: last.from});
};
