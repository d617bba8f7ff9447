import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {type Folder, inFolder} from '../run/folder.ts';
import {texts} from '../texts/texts.ts';
import type {StartActions} from '../ui/start-actions.ts';
import {placeOf} from './place-of.ts';
import {recentClusters} from './recent.ts';

const say = texts.ui.start;

/** As short as it can be said. */
const shown = (file: string): string => {
	const folder = path.basename(file) === 'cluster.yaml' ? path.dirname(file) : file;
	return folder.startsWith(`${homedir()}/`) ? `~${folder.slice(homedir().length)}` : folder;
};

const checkCluster = async (place: string): Promise<void> => {
	const {spec, directory} = inFolder(place);
	await readFile(spec).catch(async ({code}: NodeJS.ErrnoException) => {
		if (code !== 'ENOENT') throw new Error(say.unreadable(spec, code ?? ''));
		const there = await readFile(directory).catch(({code}: NodeJS.ErrnoException) => code === 'EISDIR');
		throw new Error(there && spec !== place ? say.noCluster(directory) : say.noFolder(place));
	});
};

const checkJournal = async (place: string): Promise<void> => {
	const [{listRuns}, {inWords}] = await Promise.all([import('../run/read-journal.ts'), import('./in-words.ts')]);
	await listRuns(place).catch(error => Promise.reject(new Error(inWords(error).replaceAll(/\s*\n\s*/g, ' '))));
};

/** What the Start screen may ask for, in a folder that holds no cluster. */
export const startActions = async ({directory}: Folder): Promise<StartActions> => ({
	directory,
	recent: (await recentClusters()).map(shown),
	async check(kind, typed) {
		const place = placeOf(typed);
		if (kind === 'open') await checkCluster(place);
		// Errors name the journal, and one line has to do here.
		else await checkJournal(place);
	},
});
