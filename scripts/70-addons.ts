#!/usr/bin/env -S npx zx
// What runs in the cluster itself: applied on one control plane, with what an earlier plan had and this one has not deleted, and waited for.
import {applyAddons} from './lib/apply-addons.ts';
import {phase} from './lib/phase.ts';
import {rollOut} from './lib/roll-out.ts';

await phase(async context => {
	await context.put();
	await applyAddons(context);
	for (const object of context.vars.rollouts as string[]) await rollOut(context, object);
});
