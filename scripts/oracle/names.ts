import {successors} from '../../source/catalog/flags/successors.ts';
import type {FlaggedDaemon} from '../../source/spec/types.ts';

/** Names that only a table of what is gone still knows. */
export const successorNames = (daemon: FlaggedDaemon): string[] =>
	successors.filter(row => row.daemons.includes(daemon)).flatMap(row => [...row.names, ...(row.flag ? [row.flag] : [])]);
