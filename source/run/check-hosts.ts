import type {Finding} from '../plan/finding.ts';
import type {Event} from '../state/event.ts';
import type {Folder} from './folder.ts';
import {startScript} from './start-script.ts';

/**
 * Looks at every host and writes facts/.
 * @param keep whether a plan stands already, so that changed facts are a finding instead of the new truth
 */
export const checkHosts = async (
	folder: Folder,
	{keep, onEvent, signal}: {keep: boolean; onEvent?: (event: Event) => void; signal?: AbortSignal},
): Promise<Finding[]> => {
	signal?.throwIfAborted();
	const findings: Finding[] = [];
	const script = startScript('00-check', ['--cluster', folder.spec, ...(keep ? ['--keep'] : [])], message => {
		if (message.type === 'script-failed') return;
		if (message.type === 'finding') findings.push(message.finding);
		onEvent?.(message);
	});
	signal?.addEventListener('abort', () => script.kill(), {once: true});
	const {exitCode, stderr} = await script.ended;
	signal?.throwIfAborted();
	if (exitCode !== 0 && findings.length === 0) throw new Error(stderr.trim() || `00-check ended with ${exitCode}`);
	return findings;
};
