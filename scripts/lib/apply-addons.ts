import {judgeApplied, kindArgument, parseObjects, type Seen, seenName} from '../../source/plan/judge-applied.ts';
import {texts} from '../../source/texts/texts.ts';
import {type Context, Failure} from './phase.ts';
import {quote} from './quote.ts';
import {rollOut} from './roll-out.ts';

const deletion = (object: Seen): string =>
	[
		'kubectl',
		'delete',
		kindArgument(object),
		object.name,
		...(object.namespace ? ['-n', object.namespace] : []),
		'--ignore-not-found',
		'--wait=false',
	]
		.map(quote)
		.join(' ');

/** What an earlier plan had is deleted, its files too. */
const removeLeft = async ({$, vars, changed}: Context, left: readonly Seen[]): Promise<void> => {
	if (left.length > 0) await $`eval ${left.map(deletion).join('\n')}`;
	for (const object of left) changed(seenName(object));
	await $`prune ${vars.directory} ${(vars.manifests as string[]).join('\n')}`;
};

/** Applies; where API servers ask a webhook that runs in the cluster and is not there yet, once more when what was applied meanwhile runs. */
const applyOnceAsked = async (context: Context, files: readonly string[]): Promise<void> => {
	const {$, vars, waiting} = context;
	const secrets = vars.secrets as string[];
	const {stdout} = await $`
		tls_manifests ${secrets}
		apply_objects ${files} || { [ $? = 75 ] && echo held; }`;
	if (!stdout.startsWith('held')) return;
	const {stdout: there} = await $`
		for rollout in ${vars.rollouts as string[]}; do
			read -r kind namespace name _ <<<"$rollout"
			! kubectl -n "$namespace" get "$kind" "$name" >/dev/null 2>&1 || echo "$rollout"
		done`;
	for (const object of there.split('\n').filter(Boolean)) await rollOut(context, object);
	waiting(texts.run.addonWebhook);
	const again = ['apply_objects', ...files].map(quote).join(' ');
	await $`
		tls_manifests ${secrets}
		wait_until 60 ${again} || apply_objects ${files}`;
};

/**
 * Brings the cluster's objects to what is planned: the field manager `kinstall` owns what it wrote, whoever changed it meanwhile.
 * Throws a `Failure` when an object of a planned name is not ours: another installer's would be bent, and deleted when the addon goes.
 */
export const applyAddons = async (context: Context): Promise<void> => {
	const {$, vars, changed} = context;
	const secrets = vars.secrets as string[];
	const pairs = secrets.map(secret => `/run/kinstall/${secret.split(' ')[1]}-tls.yaml`);
	const files = [...(vars.manifests as string[]), ...pairs].flatMap(file => ['-f', file]);
	const look = files.length > 0 ? ['objects', ...files] : ['true'];
	const seen = await $`
		wait_until 30 'kubectl get namespace kube-system'
		tls_manifests ${secrets}
		${look}`;
	const before = parseObjects(seen.stdout);
	const foreign = before.filter(({addon}) => addon === undefined);
	if (foreign.length > 0) throw new Failure(...texts.run.addonForeign(foreign.map(seenName)));
	if (files.length > 0) await applyOnceAsked(context, files);
	const {stdout} = await $`
		tls_manifests ${secrets}
		${look}
		echo ===
		labelled_objects`;
	const [after = '', labelled = ''] = stdout.split('===\n');
	const now = parseObjects(after);
	// What is not seen would be taken for what no plan has.
	if (now.length !== vars.objects) throw new Failure(texts.run.addonsUnseen(now.length, vars.objects as number));
	const {made, left, kept} = judgeApplied({before, after: now, labelled: parseObjects(labelled)});
	for (const object of made) changed(seenName(object));
	await removeLeft(context, left);
	if (kept.length > 0) await $`echo ${texts.run.addonKept(kept.map(seenName))}`;
};
