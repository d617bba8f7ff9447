import {texts} from '../../source/texts/texts.ts';
import {type Context, Failure} from './phase.ts';

/** What an object says of why it is not. */
const message = '{.status.conditions[?(@.type=="Ready")].message}';

/**
 * Waits until an object's condition Ready is true. Throws a `Failure` with what the object says instead.
 * @param object `resource/name`
 */
export const becomesReady = async ({$, waiting}: Context, object: string): Promise<void> => {
	waiting(texts.run.addonReadied(object));
	const {stdout} = await $`
		kubectl wait --for=condition=Ready --timeout=60s ${object} >&2 ||
			{ echo late; kubectl get ${object} -o ${`jsonpath=${message}`}; }`;
	if (stdout.startsWith('late')) throw new Failure(...texts.run.addonUnready(object, stdout.slice('late'.length).trim()));
};
