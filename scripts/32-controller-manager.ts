#!/usr/bin/env -S npx zx
// Start a controller manager; they elect their leader among themselves.
import {phase} from './lib/phase.ts';

await phase(async ({$, put, unit, vars, changed}) => {
	await put();
	await unit(`kubectl --server=https://127.0.0.1:${vars.port} get --raw=/healthz`);
	for (const path of vars.gone as string[]) {
		const {stdout} = await $`[ ! -e ${path} ] || ! grep -Fxq -- ${path} $state/placed || { rm -f -- ${path}; echo removed; }`;
		if (stdout.includes('removed')) changed(`${path} removed`);
	}
});
