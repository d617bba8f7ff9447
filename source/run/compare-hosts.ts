import type {HostComparison} from '../plan/host-comparison.ts';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {startScript} from './start-script.ts';

type Options = {
	/** Folder of a written plan. */
	readonly plan: string;
	/** Names of the hosts to look at; all when absent. */
	readonly hosts?: readonly string[];
	/** The plan's; when it lies there no longer, that is an error. */
	readonly digest?: string;
	/** Called for each host as it has answered. */
	readonly onCompared?: (comparison: HostComparison) => void;
	readonly signal?: AbortSignal;
};

/** Looks at hosts and compares them with a written plan; changes nothing. Throws when no host could be asked at all. */
export const compareHosts = async (folder: Folder, {plan, hosts = [], digest, onCompared, signal}: Options): Promise<HostComparison[]> => {
	const comparisons: HostComparison[] = [];
	let failed: string | undefined;
	const words = ['--cluster', folder.spec, '--plan', plan, ...hosts.flatMap(name => ['--host', name])];
	const script = startScript('diff', words, message => {
		if (message.type === 'script-failed') failed = message.reason;
		if (message.type !== 'compared') return;
		if (digest !== undefined && message.digest !== digest) failed = texts.cli.notAsShown;
		comparisons.push(message.comparison);
		onCompared?.(message.comparison);
	});
	signal?.addEventListener('abort', script.kill, {once: true});
	const {exitCode, stderr} = await script.ended;
	signal?.throwIfAborted();
	if (failed !== undefined || comparisons.length === 0) throw new Error(failed ?? (stderr.trim() || `diff ended with ${exitCode}`));
	return comparisons;
};
