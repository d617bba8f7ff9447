#!/usr/bin/env -S npx zx
// The balancer in front of the API servers, as a unit of its own; the distribution's nginx or haproxy stays as it was found.
import {phase} from './lib/phase.ts';
import {removeOthers} from './lib/remove-others.ts';

await phase(async context => {
	const {put, unit, vars} = context;
	await put();
	await unit((vars.answers as string[]).map(at => `: <>/dev/tcp/${at}`).join(' && '));
	await removeOthers(context);
});
