import {open} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Folder, holderOf} from '../run/folder.ts';
import {type FollowedRun, followRun} from '../run/follow-run.ts';
import {readEvent} from '../state/read-event.ts';

type Recorded = {
	/** Byte of the journal with which it begins. */
	readonly from: number;
	readonly id: string;
	readonly pid: number;
	/** ISO 8601. */
	readonly began: string;
};

/** The journal's last run. */
const lastRun = async (journal: string): Promise<Recorded | undefined> => {
	const file = await open(journal);
	let from = 0;
	let found: Recorded | undefined;
	for await (const line of file.readLines()) {
		const event = line.includes('"type":"run-started"') ? readEvent(line) : undefined;
		if (event?.type === 'run-started') found = {from, id: event.run, pid: event.pid, began: event.at};
		from += Buffer.byteLength(line) + 1;
	}
	return found;
};

/** Whether an install on record came to a good end, and no reset after it. */
export const isInstalled = async ({journal}: Folder): Promise<boolean> => {
	let installed = false;
	const file = await open(journal).catch(() => undefined);
	for await (const line of file?.readLines() ?? []) {
		const event = /"type":"(run-ended|reset)"/.test(line) ? readEvent(line) : undefined;
		if (event?.type === 'reset') installed = false;
		// A run that repairs a cluster, and fails, leaves one that is worth looking at.
		if (event?.type === 'run-ended') installed ||= event.outcome === 'done' || event.outcome === 'unchanged';
	}
	return installed;
};

/** Time in which a run that has just begun says so in the journal (ms). */
const patience = 5000;

/** The run of a folder that goes on in its own process, or else the last one that is on record; undefined when none ever began. */
export const latestRun = async (
	folder: Folder,
): Promise<{readonly run: FollowedRun; readonly lives: boolean; readonly id: string; readonly began: string} | undefined> => {
	for (const end = Date.now() + patience; ; await sleep(50)) {
		const holder = await holderOf(folder);
		const last = await lastRun(folder.journal).catch(() => undefined);
		// Who holds the folder without a socket makes a plan.
		const socket = holder?.socket;
		if (socket !== undefined && last?.pid !== holder?.pid && Date.now() < end) continue;
		if (!last) return undefined;
		const {from, id, pid, began} = last;
		const lives = socket !== undefined && pid === holder?.pid;
		return {run: followRun({journal: folder.journal, id, from, ...(lives && {pid, socket})}), lives, id, began};
	}
};

/** The run of a folder that goes on in its own process. */
export const liveRun = async (folder: Folder): Promise<FollowedRun | undefined> => {
	if ((await holderOf(folder))?.socket === undefined) return undefined;
	const latest = await latestRun(folder);
	return latest?.lives ? latest.run : undefined;
};
