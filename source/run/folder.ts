/** A cluster is one folder, named by its cluster file; this is the one place that knows what lies where in it. */
import {chmod, link, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {texts} from '../texts/texts.ts';
import {InputError} from './input-error.ts';
import {isAlive} from './is-alive.ts';

const pathsOf = (directory: string, spec: string) => ({
	directory,
	spec,
	pki: path.join(directory, 'pki'),
	facts: path.join(directory, 'facts'),
	plan: path.join(directory, 'plan'),
	/** The pod ranges that runs gave to nodes: who has one keeps it. */
	podCidrs: path.join(directory, 'pod-cidrs.json'),
	/** Where on this machine the bytes of binaries and images lie. */
	unpacked: path.join(directory, '.unpacked.json'),
	journal: path.join(directory, 'journal.ndjson'),
	report: path.join(directory, 'report.html'),
	lock: path.join(directory, '.lock'),
	adminKubeconfig: path.join(directory, 'admin.kubeconfig'),
	/** Kubeconfigs that `kinstall user` made. */
	users: path.join(directory, 'users'),
});

/** @param place the cluster file, or the folder that holds a cluster.yaml */
export const inFolder = (place: string) => {
	const absolute = path.resolve(place);
	return /\.ya?ml$/.test(absolute) ? pathsOf(path.dirname(absolute), absolute) : pathsOf(absolute, path.join(absolute, 'cluster.yaml'));
};

export type Folder = ReturnType<typeof inFolder>;

/** Write a file whole or not at all. */
export const writeWhole = async (file: string, content: string, mode = 0o644): Promise<void> => {
	await mkdir(path.dirname(file), {recursive: true});
	const temporary = `${file}.new-${process.pid}`;
	await writeFile(temporary, content, {mode});
	await chmod(temporary, mode);
	await rename(temporary, file);
};

const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'];

/** Throws InputError for what keeps anybody from writing in the cluster's folder, and any other error as it was. */
export const refuseUnwritable = (directory: string, error: NodeJS.ErrnoException): never => {
	if (!unwritable.includes(error.code ?? '')) throw error;
	throw new InputError([{path: directory, reason: texts.run.unwritable(error.code!), example: texts.run.unwritableExample}]);
};

export type Holder = {
	readonly pid: number;
	readonly since: string;
	readonly command: string;
	readonly socket?: string;
	/** When the process began, in the kernel's ticks: a number that was given to another process is not the same holder. */
	readonly began?: string;
};

/** Field 22 of /proc/PID/stat; undefined where there is no such file. */
const beganAt = (pid: number): Promise<string | undefined> =>
	readFile(`/proc/${pid}/stat`, 'utf8').then(
		text => text.slice(text.lastIndexOf(')') + 2).split(' ')[19],
		() => undefined,
	);

const holds = async ({pid, began}: Holder): Promise<boolean> => isAlive(pid) && (!began || began === (await beganAt(pid)));

/** Who works in this folder now, if anybody alive does. */
export const holderOf = async (folder: Folder): Promise<Holder | undefined> => {
	const text = await readFile(folder.lock, 'utf8').catch(() => '');
	try {
		const holder = JSON.parse(text) as Holder;
		return (await holds(holder)) ? holder : undefined;
	} catch {
		return undefined;
	}
};

let asked = 0;

/** Take the folder's lock; a dead holder's is taken over. Returns who holds it when somebody else does. */
export const lockFolder = async (folder: Folder, holder: Holder): Promise<Holder | undefined> => {
	// One process may ask twice at once.
	const own = `${folder.lock}.${process.pid}.${asked++}`;
	const began = await beganAt(holder.pid);
	// It is the first that is written: the lock's name would say nothing to a person.
	await writeWhole(own, `${JSON.stringify({...holder, ...(began && {began})})}\n`, 0o600).catch(error =>
		refuseUnwritable(folder.directory, error),
	);
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			// Whole from the first moment: nobody sees half a lock.
			await link(own, folder.lock);
			await rm(own);
			return undefined;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			const other = await holderOf(folder);
			if (other) {
				await rm(own);
				return other;
			}
			await rm(folder.lock, {force: true});
		}
	}
	throw new Error(`cannot take ${folder.lock}`);
};

export const unlockFolder = async (folder: Folder): Promise<void> => {
	const holder = await holderOf(folder);
	if (holder?.pid === process.pid) await rm(folder.lock, {force: true});
};
