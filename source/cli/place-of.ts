import {homedir} from 'node:os';
import path from 'node:path';

/** A path as a shell would take it. */
export const placeOf = (typed: string): string => path.resolve(typed.replace(/^~(?=\/|$)/, homedir()));
