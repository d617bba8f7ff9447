import {judgePods, type Pod, type PodTrouble} from '../../source/plan/judge-pods.ts';
import {texts} from '../../source/texts/texts.ts';
import {type Context, Failure} from './phase.ts';

/** Seconds between two looks at the pods, and until an image must have come and a pod be ready. */
const [turn, patience] = [10, 300];

const fail = async ({$}: Context, object: string, namespace: string, trouble: PodTrouble | undefined): Promise<never> => {
	const words = texts.run.pods;
	const {pod, node, reason, next, logs} = trouble ?? {reason: words.none};
	const said = logs && (await $`kubectl -n ${namespace} logs ${pod} -c ${logs} --previous --tail=3 2>&1 || true`).stdout.trim();
	throw new Failure(words.failed(object, pod, node, said ? `${reason}: ${said}` : reason), next ?? words.next(namespace));
};

/**
 * Waits until every pod of a Deployment or DaemonSet is there and ready.
 * @param object `kind namespace name label=value`, with the label of its pods
 */
export const rollOut = async (context: Context, object: string): Promise<void> => {
	const {$, waiting} = context;
	const [kind = '', namespace = '', name = '', label = ''] = object.split(' ');
	const what = `${kind.toLowerCase()}/${name}`;
	waiting(texts.run.pods.waits(what));
	for (let waited = 0; ; waited += turn) {
		const {stdout} = await $`kubectl -n ${namespace} rollout status ${what} --timeout=${turn}s && echo it is out || echo it is late`;
		if (stdout.includes('it is out')) return;
		const pods = await $`kubectl -n ${namespace} get pods -l ${label} -o json`;
		const troubles = judgePods((JSON.parse(pods.stdout) as {items: Pod[]}).items);
		if (troubles[0]?.lasting || waited >= patience) await fail(context, what, namespace, troubles[0]);
	}
};
