import type {Problem} from '../spec/types.ts';
import type {ScreenName} from '../ui/components/header.tsx';

/** The screens that ask, in their order, and the fields of cluster.yaml that each of them can mend. */
const asked: ReadonlyArray<readonly [screen: ScreenName, fields: readonly string[]]> = [
	['nodes', ['hosts', 'ssh', 'apiVersion', '']],
	['network', ['name', 'endpoint', 'network', 'domain']],
	['choices', ['kubernetes', 'balancer', 'cni', 'proxy', 'pki', 'security', 'extraFlags', 'artifacts', 'httpProxy']],
];

/** The first screen that still needs something; the preview when none does. What no screen knows is told by the first one. */
export const firstScreen = (problems: readonly Problem[]): ScreenName => {
	if (problems.length === 0) return 'preview';
	const fields = new Set(problems.map(({path}) => path.split(/[.[]/)[0]!));
	return asked.find(([, own]) => own.some(field => fields.has(field)))?.[0] ?? 'nodes';
};
