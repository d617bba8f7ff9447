import {accountPatches} from '../../source/catalog/pull-secrets.ts';
import type {Context} from './phase.ts';

const line =
	'{{range .items}}{{.metadata.namespace}} {{.metadata.resourceVersion}}{{range .imagePullSecrets}} {{.name}}{{end}}{{"\\n"}}{{end}}';

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
	}
};
