import {lstatSync, mkdirSync, type Stats} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import {texts} from '../texts/texts.ts';

// A socket's path may have 107 bytes, and ssh's has a slash, 40 digits of %C and, while it binds, 17 more characters behind them.
const longest = 107 - 1 - 40 - 17;

const statOf = (file: string): Stats | undefined => lstatSync(file, {throwIfNoEntry: false});

/** Whether nobody else can put another directory in place of one that we make in it. */
const isOurs = (directory: string): boolean => {
	const found = statOf(directory);
	return Boolean(found?.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o022) === 0);
};

const choose = (runtime: string | undefined): string => {
	const own = `kinstall-${userInfo().uid}`;
	const candidates = [...(runtime && isOurs(runtime) ? [path.join(runtime, 'kinstall')] : []), path.join(tmpdir(), own)];
	return candidates.find(directory => Buffer.byteLength(directory) <= longest) ?? path.join('/tmp', own);
};

/**
 * The directory for sockets: those of ssh's shared connections, and the runs' own. Who can write in it can answer for a host or command a run,
 * so one that somebody else made, or may enter, is refused: throws.
 */
export const privateDirectory = (runtime = process.env['XDG_RUNTIME_DIR']): string => {
	const directory = choose(runtime);
	try {
		mkdirSync(directory, {mode: 0o700});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const found = statOf(directory);
	if (!found?.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o777) !== 0o700)
		throw new Error(texts.run.notPrivate(directory));
	return directory;
};
