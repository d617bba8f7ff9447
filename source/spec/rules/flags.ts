import type {FlaggedDaemon} from '../types.ts';
import type {Rule} from './rule.ts';

/** What the rule cannot know by itself is judged by whoever knows Kubernetes. */
const extraFlags: Rule = ({kubernetes, extraFlags = {}}, {judgeFlag}) =>
	Object.entries(extraFlags).flatMap(([daemon, flags = {}]) =>
		Object.entries(flags).flatMap(([name, value]) => {
			const reason = judgeFlag?.(daemon as FlaggedDaemon, name, kubernetes, value);
			return reason === undefined ? [] : [{path: ['extraFlags', daemon, name], reason}];
		}),
	);

export const flagRules: readonly Rule[] = [extraFlags];
