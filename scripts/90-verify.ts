#!/usr/bin/env -S npx zx
// Does the cluster do its work? Every daemon asked on its own host, every kubelet asked through the API server, every node Ready.
import {issuersFolder} from '../source/catalog/addons/cert-manager.ts';
import {addonsDirectory} from '../source/catalog/addons.ts';
import {proxySecretFile} from '../source/catalog/http-proxy.ts';
import {pkiDirectory} from '../source/catalog/topology.ts';
import {texts} from '../source/texts/texts.ts';
import {byProxy} from './lib/by-proxy.ts';
import {pathsOn} from './lib/paths-on.ts';
import {Failure, phase} from './lib/phase.ts';
import {probes} from './lib/probes.ts';
import {quote} from './lib/quote.ts';
import {told} from './lib/told.ts';

/** On the first control plane. */
const issuers = `${pkiDirectory}/${issuersFolder}`;

await phase(async ({$, host, plan, vars, changed, folder}) => {
	const asked = {
		roles: vars.roles as string[],
		node: vars.node === true,
		balancer: vars.balancer as string[],
		vip: vars.vip === true,
		time: vars.time === true,
		front: vars.front === true,
	};
	const checks = probes(asked)
		.map(({what, command}) => `echo ${quote(what)}; wait_until 60 ${quote(command)} || { echo "${what} is not healthy" >&2; exit 1; }`)
		.join('\n');
	await $`eval ${checks}`;
	const opens = pathsOn(plan, host.name, proxySecretFile).length > 0;
	// What the daemons asked until now may be what goes.
	const proxied = await byProxy($, vars, folder);
	const {stdout} = await proxied.$`
		${proxied.take}
		tighten
		rm -rf $arriving
		for idle in ${vars.idle as string[]}; do retire $idle; done
		for path in ${opens ? [] : [proxySecretFile]}; do ! grep -Fxqs "$path" $state/placed || { unplace "$path"; say_changed "$path removed"; }; done
		# Of the control plane that was the first one.
		prune ${addonsDirectory} ${pathsOn(plan, host.name, addonsDirectory).join('\n')}
		# Keys of issuers that went, or whose host it was.
		prune ${issuers} ${pathsOn(plan, host.name, issuers).join('\n')}
		[ ${vars.time === true ? 'ours' : 'theirs'} = ours ] || give_clocks_back`;
	for (const what of told(stdout, 'changed')) changed(what);
	const left = stdout.split('\n').find(line => line.startsWith('left '));
	if (left !== undefined) throw new Failure(...texts.run.clockLeft(host.name, left));
	if (!vars.first) return;
	// Through whatever stands before the API servers.
	await $`wait_until 30 ${`kubectl --server=${vars.endpoint} get --raw=/readyz`} || { echo ${`no API server answers at ${vars.endpoint}`} >&2; exit 1; }`;
	await $`
		for node in ${vars.nodes as string[]}; do
			wait_until 90 "kubectl get node $node | grep -qw Ready" || { echo "$node is not Ready" >&2; exit 1; }
			# Through the API server, so that the kubelet's serving certificate is verified.
			wait_until 30 "kubectl get --raw=/api/v1/nodes/$node/proxy/healthz" || { echo "the API server cannot talk to the kubelet of $node" >&2; exit 1; }
		done
		wait_until 30 '! kubectl get componentstatuses 2>/dev/null | grep Unhealthy' || true
		kubectl get componentstatuses 2>&1
		kubectl get nodes -o wide`;
});
