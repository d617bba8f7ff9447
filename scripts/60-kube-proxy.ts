#!/usr/bin/env -S npx zx
// kube-proxy, so that Services answer on this node. Where it worked in another mode until now, the rules of that one go first.
import {phase} from './lib/phase.ts';

await phase(async ({$, put, unit, vars, changed}) => {
	const {mode, config} = vars as {mode: string; config: string};
	// Each mode leaves the rules of the others alone, or nearly so. What stood last is written down apart from the configuration: a run that dies after
	// placing that knows it still.
	await $`begin; [ -e $state/proxy-mode ] || ! grep -Fxqs -- ${config} $state/placed || sed -n 's/^mode: *//p' ${config} >$state/proxy-mode`;
	await put();
	const {stdout} = await $`
		before=$(cat $state/proxy-mode 2>/dev/null || true)
		if [ -n "$before" ] && [ "$before" != ${mode} ]; then
			run systemctl stop kube-proxy.service
			run /usr/local/bin/kube-proxy --cleanup || echo 'not all of it went'
			echo cleaned
		fi
		[ "$before" = ${mode} ] || echo ${mode} >$state/proxy-mode`;
	if (stdout.split('\n').includes('cleaned')) changed(`rules of the mode before ${mode} removed`);
	await unit(`http_ok ${vars.port} /healthz`);
});
