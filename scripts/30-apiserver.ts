#!/usr/bin/env -S npx zx
// Start an API server and wait for /readyz; a restart waits until the one before is ready. Then the timer that restarts it in time.
import {phase} from './lib/phase.ts';
import {stageEncryption} from './lib/stage-encryption.ts';
import {told} from './lib/told.ts';

await phase(async context => {
	const {$, put, unit, vars, changed} = context;
	await stageEncryption(context);
	await put();
	await unit('kubectl get --raw=/readyz');
	const {stdout} = await $`timer ${vars.timer as string}`;
	for (const what of told(stdout, 'changed')) changed(what);
});
