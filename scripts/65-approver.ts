#!/usr/bin/env -S npx zx
// Start what approves renewals of the kubelets' serving certificates, or end it where cluster.yaml does not want it any more.
import {phase} from './lib/phase.ts';

await phase(async ({$, put, unit, vars, changed}) => {
	if (vars.wanted) {
		await put();
		await unit(`[ -e ${vars.ready} ]`);
		return;
	}
	const {stdout} = await $`
		if grep -Fxqs -- /etc/systemd/system/${vars.unit} $state/placed && systemctl is-enabled -q ${vars.unit} 2>/dev/null; then
			run systemctl disable -q --now ${vars.unit}
			echo ended
		fi
		kubectl delete clusterrolebinding kinstall:csr-approver --ignore-not-found`;
	if (stdout.includes('ended')) changed(`${vars.unit} ended`);
	if (stdout.includes('deleted')) changed('clusterrolebinding kinstall:csr-approver deleted');
});
