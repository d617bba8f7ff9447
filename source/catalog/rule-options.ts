import type {RuleOptions} from '../spec/rules/rule.ts';
import {judgeFlag} from './judge-flag.ts';
import {releases} from './releases.ts';

/** What the rules of a cluster.yaml must know of Kubernetes: for `parseSpec`. */
export const ruleOptions: RuleOptions = {releases, judgeFlag};
