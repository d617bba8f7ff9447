/** What the scripts that bring files to hosts are told of the way; what is as usual is not said. */
import {bytesPerSecond} from '../spec/rate.ts';
import type {ClusterSpec} from '../spec/types.ts';
import type {Vars} from './types.ts';

/** `limit` in bytes a second, of all hosts together. */
export const distributionVars = ({distribution: {compress, limit, atOnce}}: Pick<ClusterSpec, 'distribution'>): Vars => ({
	...(compress !== 'auto' && {compress}),
	...(limit !== undefined && {limit: bytesPerSecond(limit)!}),
	...(atOnce !== undefined && {atOnce}),
});
