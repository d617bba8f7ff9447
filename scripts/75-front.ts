#!/usr/bin/env -S npx zx
// Where TLS of the applications ends: on the balancers, in front of Traefik on the nodes.
import {frontAnswers} from './lib/front-answers.ts';
import {phase} from './lib/phase.ts';
import {removeOthers} from './lib/remove-others.ts';

await phase(async context => {
	await context.put();
	await context.unit(frontAnswers);
	await removeOthers(context);
});
