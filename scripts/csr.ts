#!/usr/bin/env -S npx zx
// Certificate signing requests of kubelets: watch and judge them, approve or deny. `csr.ts --cluster DIR [--watch] [list | approve NAME... | deny NAME...]`
import {onCluster, onControlPlane} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {type CertificateSigningRequest, makeJudge, requestsPath} from './lib/judge-requests.ts';
import {decide, watchRequests} from './lib/watch-requests.ts';

await onCluster(async cluster => {
	const [verb = 'list', ...names] = cluster.words;
	if (cluster.flags['watch']) return watchRequests(cluster);
	const {$} = await onControlPlane(cluster, `csr-${process.pid}`);
	const {stdout} = await $({log: () => {}})`kubectl get --raw=${requestsPath}`;
	const {items} = JSON.parse(stdout) as {items: CertificateSigningRequest[]};
	const known = new Map(items.map(item => [item.metadata.name, item]));
	const requests = await Promise.all(items.map(makeJudge(cluster, known).judge));
	emit({type: 'signing-requests', requests});
	if (verb === 'approve') {
		const wanted =
			names.length > 0
				? names
				: requests.filter(({condition, verdict}) => condition === 'pending' && verdict.expected).map(({name}) => name);
		await decide($, 'approved', wanted, 'person');
	}
	if (verb === 'deny') await decide($, 'denied', names, 'person');
});
