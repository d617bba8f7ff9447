import type {Host} from '../spec/types.ts';
import {startScript} from './start-script.ts';

/** What one look at a host says; `fingerprint` when its key is not known yet. */
export type Probed = {
	readonly reachable: boolean;
	readonly detail: string;
	readonly os?: string;
	readonly cores?: number;
	readonly memory?: number;
	readonly fingerprint?: string;
	/** The key was not the one to accept. */
	readonly refused?: boolean;
};

/** Looks at one host. Never rejects. With `accept` its key is remembered first, if that is its fingerprint. */
export const probeHost = async (
	host: Host,
	config: string | undefined,
	{accept, signal}: {accept?: string; signal?: AbortSignal},
): Promise<Probed> => {
	let probed: Probed = {reachable: false, detail: ''};
	const script = startScript('probe', [JSON.stringify(host), config ?? '', ...(accept ? [accept] : [])], message => {
		if ((message.type as string) === 'probed') probed = message as unknown as Probed;
	});
	signal?.addEventListener('abort', () => script.kill(), {once: true});
	const {stderr} = await script.ended;
	return probed.reachable || probed.detail ? probed : {...probed, detail: stderr.trim().split('\n').at(-1) ?? ''};
};
