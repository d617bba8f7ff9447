#!/usr/bin/env -S npx zx
// kube-proxy, so that Services answer on this node.
import {phase} from './lib/phase.ts';

await phase(async ({put, unit, vars}) => {
	await put();
	await unit(`http_ok ${vars.port} /healthz`);
});
