import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';

/** Where a run listens. Not in the cluster's folder: a socket's path may have 107 bytes. */
export const socketFile = (run: string): string => path.join(tmpdir(), `kinstall-${userInfo().uid}`, `${run}.sock`);
