#!/usr/bin/env -S npx zx
// The balancer in front of the API servers, as a unit of its own; the distribution's nginx stays as it was found.
import {phase} from './lib/phase.ts';

await phase(async ({put, unit, vars}) => {
	await put();
	await unit(`: <>/dev/tcp/127.0.0.1/${vars.port}`);
});
