#!/usr/bin/env -S npx zx
// An API server writes Secrets as cluster.yaml says. All of them can read that by now: 30-apiserver saw to it.
import {phase} from './lib/phase.ts';

await phase(async ({put, unit}) => {
	await put();
	await unit('kubectl get --raw=/readyz');
});
