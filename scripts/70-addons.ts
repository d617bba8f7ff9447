#!/usr/bin/env -S npx zx
import {answers} from './lib/answers.ts';
// What runs in the cluster itself: applied on one control plane, with what an earlier plan had and this one has not deleted, waited for, and asked.
import {applyAddons} from './lib/apply-addons.ts';
import {becomesReady} from './lib/becomes-ready.ts';
import {patchAccounts} from './lib/patch-accounts.ts';
import {phase} from './lib/phase.ts';
import {rollOut} from './lib/roll-out.ts';

await phase(async context => {
	await context.put();
	await applyAddons(context);
	await patchAccounts(context);
	for (const object of context.vars.rollouts as string[]) await rollOut(context, object);
	for (const path of context.vars.asks as string[]) await answers(context, path);
	for (const object of (context.vars.ready ?? []) as string[]) await becomesReady(context, object);
});
