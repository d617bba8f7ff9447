/** What screens ask for when a plan is wanted, loaded together. */
export {compareHosts} from '../run/compare-hosts.ts';
export {makeClusterPlan} from '../run/make-cluster-plan.ts';
export {checkShown} from './check-shown.ts';
export {makePreview} from './make-preview.ts';
