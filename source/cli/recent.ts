/** Folders of clusters that were opened lately, kept for the person and not for any cluster: a loss harms nobody. */
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {type Folder, inFolder, writeWhole} from '../run/folder.ts';

const most = 6;
const file = (): string => path.join(process.env['XDG_STATE_HOME'] || path.join(homedir(), '.local', 'state'), 'kinstall', 'recent.json');

const read = async (): Promise<readonly string[]> => {
	try {
		const value: unknown = JSON.parse(await readFile(file(), 'utf8'));
		return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
	} catch {
		return [];
	}
};

/** Cluster files, the last one first; only those that are still there. */
export const recentClusters = async (): Promise<readonly string[]> => (await read()).filter(spec => existsSync(spec));

/** Puts a cluster first, when it has a file by now. */
export const rememberCluster = async ({spec}: Folder): Promise<void> => {
	if (!existsSync(spec)) return;
	const others = (await read()).filter(other => inFolder(other).spec !== spec);
	await writeWhole(file(), `${JSON.stringify([spec, ...others].slice(0, most))}\n`, 0o600).catch(() => {});
};
