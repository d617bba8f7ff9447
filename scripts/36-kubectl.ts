#!/usr/bin/env -S npx zx
// root's kubeconfig; it goes through the endpoint, and so tries the balancer.
import {phase} from './lib/phase.ts';

await phase(async ({$, put}) => {
	await put();
	await $`wait_until 30 'kubectl --kubeconfig=/root/.kube/config get --raw=/readyz'`;
});
