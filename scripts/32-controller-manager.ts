#!/usr/bin/env -S npx zx
// Start a controller manager; they elect their leader among themselves.
import {phase} from './lib/phase.ts';

await phase(async ({put, unit, vars}) => {
	await put();
	await unit(`kubectl --server=https://127.0.0.1:${vars.port} get --raw=/healthz`);
});
