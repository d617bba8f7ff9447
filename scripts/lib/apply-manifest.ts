import type {Context} from './phase.ts';

/** Places the phase's manifest and applies it; an object that is already right counts as unchanged. */
export const applyManifest = async ({$, put, vars, changed}: Context): Promise<void> => {
	await put();
	const {stdout} = await $`
		export KUBECONFIG=${vars.kubeconfig}
		wait_until 30 'kubectl get namespace kube-public'
		kubectl apply -f ${vars.manifest}`;
	for (const line of stdout.trim().split('\n')) if (/ (created|configured)$/.test(line)) changed(line);
};
