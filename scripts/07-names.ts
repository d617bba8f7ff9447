#!/usr/bin/env -S npx zx
// A name server for the cluster's zone: bind9 with a configuration of ours. Safe to run again.
import {phase} from './lib/phase.ts';

await phase(async ({$, put, unit, vars}) => {
	await put();
	// What runs goes on with what it has read when this is not good.
	await $`run named-checkconf -z ${vars.config}`;
	await unit(`: <>/dev/tcp/${vars.address}/53`);
});
