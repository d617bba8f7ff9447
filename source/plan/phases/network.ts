import {cniDirectory, cniFile} from '../../catalog/configs/cni-file.ts';
import {routedConflist, routesScript} from '../../catalog/configs/cni-routed.ts';
import {remember} from '../../catalog/remember.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import {serviceLines} from '../service-lines.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {file, type Phase, type Site} from './phase.ts';

/** Nodes, and control planes that are no nodes: their API server calls webhooks and aggregated APIs in pods. */
export const isRouter = (spec: ClusterSpec, host: Host): boolean =>
	spec.cni.kind === 'routed' && (host.node || host.roles.includes('control-plane'));

const scriptFile = '/etc/kinstall/network.sh';

const script = remember(
	({spec, host, podCidrs}: Site) => [spec, host, podCidrs],
	({spec, host, podCidrs}: Site) => file(scriptFile, routesScript(spec, host, podCidrs), 0o755),
);

const unit = (site: Site): Unit => ({
	name: 'kinstall-network.service',
	description: 'Routes to the pods of the other nodes',
	type: 'oneshot',
	exec: [scriptFile],
	service: serviceLines('kinstall-network', site, []),
	reads: [script(site)],
});

export const network: Phase = {
	id: '52-network',
	title: 'Pod network',
	again: 'together',
	hosts: spec => spec.hosts.filter(host => isRouter(spec, host)),
	files: site => [
		...(site.host.node
			? [file(`${cniDirectory}/${cniFile.routed}`, `${JSON.stringify(routedConflist(site.podCidrs[site.host.name] ?? []), null, 2)}\n`)]
			: []),
		script(site),
		unitFile(unit(site)),
	],
	vars: site => unitVars(unit(site)),
};
