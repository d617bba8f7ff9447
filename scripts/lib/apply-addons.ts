import {judgeApplied, parseObjects} from '../../source/plan/judge-applied.ts';
import type {Vars} from '../../source/plan/types.ts';
import {texts} from '../../source/texts/texts.ts';
import {type Context, Failure} from './phase.ts';

/** Objects with our label: name, and what changes with their content. A status changes the version, but not the generation, of what has one. */
const columns =
	'{range .items[*]}{.kind} {.metadata.namespace} {.metadata.name} {.metadata.generation} {.metadata.resourceVersion}{"\\n"}{end}';

const names = '{range .items[*]}{.kind} {.metadata.namespace} {.metadata.name}{"\\n"}{end}';

/** Objects of the kinds that addons have, by their label. */
const looks = (vars: Vars, selector: string, shown: string): string[] => [
	...['kubectl', 'get', (vars.kinds as string[]).join(','), '--all-namespaces'],
	...['-l', selector, '-o', `jsonpath=${shown}`],
];

/** Throws a `Failure` when an object of a planned name is not ours: another installer's would be bent, and deleted when the addon goes. */
const leaveOthers = async ({$, vars}: Context): Promise<void> => {
	const planned = (vars.objects as string[]).flatMap(name => ['-e', name.replace(' - ', '  ')]);
	await $`wait_until 30 'kubectl get namespace kube-system'`;
	if (planned.length === 0) return;
	const look = looks(vars, '!kinstall/addon', names);
	const {stdout} = await $`${look} | { grep -xF ${planned} || [ $? = 1 ]; }`;
	const foreign = stdout.split('\n').filter(Boolean);
	if (foreign.length > 0) throw new Failure(...texts.run.addonForeign(foreign.map(name => name.replace('  ', ' - '))));
};

/** Brings the cluster's objects to what is planned: the field manager `kinstall` owns what it wrote, whoever changed it meanwhile. */
export const applyAddons = async (context: Context): Promise<void> => {
	await leaveOthers(context);
	const {$, vars, changed} = context;
	const files = (vars.manifests as string[]).flatMap(file => ['-f', file]);
	const look = looks(vars, 'kinstall/addon', columns);
	const apply = ['kubectl', 'apply', '--server-side', '--force-conflicts', '--field-manager=kinstall', ...files];
	const {stdout} = await $`
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
