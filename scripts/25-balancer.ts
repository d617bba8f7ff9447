#!/usr/bin/env -S npx zx
// The balancer in front of the API servers, as a unit of its own; the distribution's nginx or haproxy stays as it was found.
import {phase} from './lib/phase.ts';

await phase(async ({$, put, unit, vars, changed}) => {
	await put();
	await unit((vars.answers as string[]).map(at => `: <>/dev/tcp/${at}`).join(' && '));
	for (const path of vars.gone as string[]) {
		const {stdout} = await $`! grep -Fxqs -- ${path} $state/placed || { unplace ${path}; echo removed; }`;
		if (stdout.includes('removed')) changed(`${path} removed`);
	}
});
