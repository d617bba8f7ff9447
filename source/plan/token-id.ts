import {createHash} from 'node:crypto';
import type {ClusterSpec} from '../spec/types.ts';

/**
 * The public half of a node's bootstrap token: six of `[a-z0-9]`, always the same for a cluster and node, so that a
 * request by `system:bootstrap:ID` names the host that asked. The secret half is random and made at join time.
 */
export const tokenId = (spec: Pick<ClusterSpec, 'name'>, node: string): string => {
	const number = BigInt(`0x${createHash('sha256').update(`${spec.name}/${node}`).digest('hex')}`);
	return number.toString(36).slice(-6);
};
