/** Lends this process's terminal to a shell on a host, in a process of its own. */
import {spawn} from 'node:child_process';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {scriptFile} from './start-script.ts';

/** ssh's own exit code, and that of a shell that could not be begun. */
const unreached = 255;

/** Resolves when the shell ends, however it ended. Rejects when the host cannot be reached. */
export const hostShell = (folder: Folder, host: string): Promise<void> =>
	new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [...process.execArgv, scriptFile('host-shell'), folder.spec, host], {stdio: 'inherit'});
		child.once('error', reject);
		child.once('exit', code => (code === unreached ? reject(new Error(texts.run.shell.unreached)) : resolve()));
	});
