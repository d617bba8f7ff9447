import path from 'node:path';
import {privateDirectory} from './private-directory.ts';

/** Where a run listens. Not in the cluster's folder: a socket's path may have 107 bytes. Throws when the directory is not ours alone. */
export const socketFile = (run: string): string => path.join(privateDirectory(), `${run}.sock`);
