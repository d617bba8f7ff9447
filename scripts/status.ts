#!/usr/bin/env -S npx zx
// How the cluster is: `kubectl get cs` as printed, beside every daemon asked on its own host. `status.ts --cluster DIR`
import type {Host} from '../source/spec/types.ts';
import type {Probe} from '../source/state/event.ts';
import {texts} from '../source/texts/texts.ts';
import {type Cluster, onCluster, onControlPlane} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {probes} from './lib/probes.ts';

const probe = async ({spec, on}: Cluster, host: Host): Promise<Probe[]> => {
	const rows = probes(host.roles, host.node, spec.endpoint.port);
	try {
		const $ = await on(host, `status-${process.pid}`);
		const program = rows
			.map(({what, command}) => `if answer=$( (${command}) 2>&1 ); then echo "ok ${what}"; else echo "bad ${what} \${answer##*$'\\n'}"; fi`)
			.join('\n');
		const {stdout} = await $`eval ${program}`;
		return rows.map(({what}) => {
			const bad = stdout.split('\n').find(line => line.startsWith(`bad ${what} `));
			return {host: host.name, what, healthy: !bad && stdout.includes(`ok ${what}\n`), detail: bad?.slice(`bad ${what} `.length) ?? ''};
		});
	} catch (error) {
		const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		return [{host: host.name, what: texts.run.reachable, healthy: false, detail}];
	}
};

await onCluster(async cluster => {
	const [asked, probed] = await Promise.all([
		onControlPlane(cluster, `status-api-${process.pid}`).then(
			async ({$}) => ({
				componentStatuses: (await $`kubectl get componentstatuses 2>&1`).stdout,
				nodes: (await $`kubectl get nodes -o wide 2>&1`).stdout,
			}),
			error => ({componentStatuses: String(error instanceof Error ? error.message : error), nodes: ''}),
		),
		Promise.all(cluster.spec.hosts.map(host => probe(cluster, host))),
	]);
	const rows = asked.nodes.split('\n').filter(line => line && !line.startsWith('NAME '));
	const readyNodes = rows.filter(line => line.split(/\s+/)[1]?.split(',')[0] === 'Ready').length;
	const totalNodes = cluster.spec.hosts.filter(({node}) => node).length;
	const all = probed.flat();
	emit({type: 'status', status: {...asked, readyNodes, totalNodes, probes: all}});
	process.exitCode = all.every(({healthy}) => healthy) && readyNodes === totalNodes ? 0 : 1;
});
