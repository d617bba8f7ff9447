import {judgeApplied, parseObjects} from '../../source/plan/judge-applied.ts';
import type {Context} from './phase.ts';

/** Objects with our label: name, and what changes with their content. A status changes the version, but not the generation, of what has one. */
const columns =
	'{range .items[*]}{.kind} {.metadata.namespace} {.metadata.name} {.metadata.generation} {.metadata.resourceVersion}{"\\n"}{end}';

/** Brings the cluster's objects to what is planned: the field manager `kinstall` owns what it wrote, whoever wrote it meanwhile. */
export const applyAddons = async ({$, vars, changed}: Context): Promise<void> => {
	const files = (vars.manifests as string[]).flatMap(file => ['-f', file]);
	const look = [
		'kubectl',
		'get',
		(vars.kinds as string[]).join(','),
		'--all-namespaces',
		'-l',
		'kinstall/addon',
		'-o',
		`jsonpath=${columns}`,
	];
	const apply = ['kubectl', 'apply', '--server-side', '--force-conflicts', '--field-manager=kinstall', ...files];
	const {stdout} = await $`
		wait_until 30 'kubectl get namespace kube-system'
		${look}
		echo ===
		${files.length > 0 ? apply : 'true'} >&2
		${look}`;
	const [before = '', after = ''] = stdout.split('===\n');
	const {made, left} = judgeApplied(vars.objects as string[], parseObjects(before), parseObjects(after));
	for (const object of made) changed(object);
	for (const object of left) {
		const [kind = '', namespace = '', name = ''] = object.split(' ');
		await $`kubectl delete ${kind.toLowerCase()} ${name} ${namespace === '-' ? [] : ['-n', namespace]} --ignore-not-found --wait=false`;
		changed(object);
	}
};
