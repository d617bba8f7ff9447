import {accountPatches} from '../../source/catalog/pull-secrets.ts';
import type {Context} from './phase.ts';

const line =
	'{{range .items}}{{.metadata.namespace}} {{.metadata.resourceVersion}}{{range .imagePullSecrets}} {{.name}}{{end}}{{"\\n"}}{{end}}';

/** Pods of controllers that do not run yet, and were made before their account named a Secret: made anew, they get it. */
const waiting =
	'{{range .items}}{{if .metadata.ownerReferences}}{{if not .spec.imagePullSecrets}}{{.metadata.name}}{{"\\n"}}{{end}}{{end}}{{end}}';

/** Pods that name neither a ServiceAccount nor a Secret pull with what their namespace's `default` names. */
export const patchAccounts = async ({$, vars, changed}: Context): Promise<void> => {
	const wanted = (vars.pullSecrets ?? []) as readonly string[];
	// A controller makes it for each namespace.
	const namespaces = [...new Set(wanted.map(one => one.split(' ')[0]!))];
	const {stdout} = await $`
		for namespace in ${namespaces}; do wait_until 30 "kubectl -n $namespace get serviceaccount default"; done >&2
		kubectl get serviceaccounts --all-namespaces --field-selector metadata.name=default -o go-template=${line}`;
	for (const {namespace, patch} of accountPatches(stdout, wanted)) {
		await $`kubectl -n ${namespace} patch serviceaccount default --type=json -p ${patch}`;
		changed(`ServiceAccount ${namespace} default`);
		await $`
			pods=$(kubectl -n ${namespace} get pods --field-selector=status.phase=Pending -o go-template=${waiting})
			for pod in $pods; do kubectl -n ${namespace} delete pod "$pod" --ignore-not-found --wait=false; done`;
	}
};
