#!/usr/bin/env -S npx zx
// Start an API server and wait for /readyz; a restart waits until the one before is ready.
import {phase} from './lib/phase.ts';

await phase(async ({put, unit}) => {
	await put();
	await unit('kubectl get --raw=/readyz');
});
