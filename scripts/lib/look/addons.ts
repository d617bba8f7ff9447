// What of the addons runs: their workloads, the APIs that they stand behind, and the issuers of certificates.
import {addonOf} from '../../../source/catalog/topology.ts';
import type {ClusterSpec} from '../../../source/spec/types.ts';
import type {AddonSeen} from '../../../source/state/cluster-status.ts';

const kinds = ['deployments.apps', 'daemonsets.apps', 'statefulsets.apps', 'apiservices.apiregistration.k8s.io'].join(',');

/** A line each: addon, kind, namespace, name, how many there shall be and how many are ready (nothing of what nobody looked at yet), and what an API or an issuer says that is not there. */
const format =
	'{{range .items}}{{index .metadata.labels "kinstall/addon"}} {{.kind}} {{or .metadata.namespace "-"}} {{.metadata.name}} ' +
	'{{if or (eq .kind "APIService") (eq .kind "ClusterIssuer")}}1 {{range .status.conditions}}{{if or (eq .type "Available") (eq .type "Ready")}}{{if eq .status "True"}}1{{else}}0 {{.message}}{{end}}{{end}}{{end}}' +
	'{{else if eq .kind "DaemonSet"}}{{.status.desiredNumberScheduled}} {{or .status.numberReady 0}}' +
	'{{else}}{{.spec.replicas}} {{or .status.readyReplicas 0}}{{end}}{{"\\n"}}{{end}}';

const labelled = (what: string): string =>
	`kubectl --request-timeout=5s get ${what} --all-namespaces -l kinstall/addon -o go-template='${format}' 2>/dev/null`;

/** A kind that an API server does not know would take the answers about the others with it. */
export const addonsQuestion = (spec: ClusterSpec): string =>
	addonOf(spec, 'cert-manager') ? `${labelled(kinds)} && { ${labelled('clusterissuers.cert-manager.io')} || true; }` : labelled(kinds);

export const readAddons = (text: string): AddonSeen[] =>
	text.split('\n').flatMap(line => {
		const [, addon, object, wanted, ready, said = ''] = /^(\S+) (\S+ \S+ \S+) (\d+) (\d*)(?: (.*))?$/.exec(line) ?? [];
		return addon === undefined || object === undefined
			? []
			: [{addon, object, wanted: Number(wanted), ready: Number(ready), ...(said !== '' && {said})}];
	});
