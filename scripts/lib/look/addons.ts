// What of the addons runs: their workloads, and the APIs that they stand behind.
import type {AddonSeen} from '../../../source/state/cluster-status.ts';

const kinds = ['deployments.apps', 'daemonsets.apps', 'statefulsets.apps', 'apiservices.apiregistration.k8s.io'].join(',');

/** A line each: addon, kind, namespace, name, how many there shall be and how many are ready (nothing of an API that nobody asked yet), and what an API says that is not there. */
const format =
	'{{range .items}}{{index .metadata.labels "kinstall/addon"}} {{.kind}} {{or .metadata.namespace "-"}} {{.metadata.name}} ' +
	'{{if eq .kind "APIService"}}1 {{range .status.conditions}}{{if eq .type "Available"}}{{if eq .status "True"}}1{{else}}0 {{.message}}{{end}}{{end}}{{end}}' +
	'{{else if eq .kind "DaemonSet"}}{{.status.desiredNumberScheduled}} {{or .status.numberReady 0}}' +
	'{{else}}{{.spec.replicas}} {{or .status.readyReplicas 0}}{{end}}{{"\\n"}}{{end}}';

export const addonsQuestion = `kubectl --request-timeout=5s get ${kinds} --all-namespaces -l kinstall/addon -o go-template='${format}' 2>/dev/null`;

export const readAddons = (text: string): AddonSeen[] =>
	text.split('\n').flatMap(line => {
		const [, addon, object, wanted, ready, said = ''] = /^(\S+) (\S+ \S+ \S+) (\d+) (\d*)(?: (.*))?$/.exec(line) ?? [];
		return addon === undefined || object === undefined
			? []
			: [{addon, object, wanted: Number(wanted), ready: Number(ready), ...(said !== '' && {said})}];
	});
