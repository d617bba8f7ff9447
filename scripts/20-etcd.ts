#!/usr/bin/env -S npx zx
// Start one etcd member. The first start is together, as members wait for each other; a restart waits until the member before is healthy.
import {phase} from './lib/phase.ts';

const pki = '/etc/kubernetes/pki/etcd';

await phase(async ({put, unit}) => {
	await put();
	await unit(
		`etcdctl --endpoints=https://127.0.0.1:2379 --cacert=${pki}/ca.crt --cert=${pki}/healthcheck-client.crt --key=${pki}/healthcheck-client.key endpoint health`,
	);
});
