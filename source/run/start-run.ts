/** Starts the run's own process for a plan that lies in the cluster's folder. */
import {fork} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {Folder, Holder} from './folder.ts';
import {type FollowedRun, followRun} from './follow-run.ts';
import {ending, root} from './root.ts';

export class FolderLocked extends Error {
	readonly holder: Holder;
	constructor(holder: Holder) {
		super(`locked by process ${holder.pid} since ${holder.since}`);
		this.holder = holder;
	}
}

const program = path.join(root, 'source', 'run', `run-process.${ending}`);

type Answer = {type: 'listening'; socket: string} | {type: 'locked'; holder: Holder};

/** Throws FolderLocked when another run holds the folder. */
export const startRun = async (
	folder: Folder,
	{approve, mayRetry}: {approve: 'expected' | 'ask'; mayRetry: boolean},
): Promise<FollowedRun> => {
	const id = `${new Date().toISOString().replaceAll(/[-:]|\..*/g, '')}-${randomBytes(3).toString('hex')}`;
	const from = await stat(folder.journal).then(
		({size}) => size,
		() => 0,
	);
	const options = ['--cluster', folder.spec, '--approve', approve, '--id', id, ...(mayRetry ? ['--retry'] : [])];
	const child = fork(program, options, {detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc']});
	let words = '';
	child.stderr?.on('data', data => {
		words += data;
	});
	const answer = await new Promise<Answer>((resolve, reject) => {
		child.once('message', message => resolve(message as Answer));
		child.once('exit', code => reject(new Error(`the run ended at once (${code}): ${words.trim()}`)));
	});
	if (answer.type === 'locked') throw new FolderLocked(answer.holder);
	child.disconnect();
	child.unref();
	child.stderr?.destroy();
	return followRun({journal: folder.journal, id, pid: child.pid!, socket: answer.socket, from});
};
