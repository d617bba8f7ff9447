/** Why pods do not get ready, in words. Pure. */
import {texts} from '../texts/texts.ts';

type State = {
	readonly waiting?: {readonly reason?: string; readonly message?: string};
	readonly terminated?: {readonly reason?: string; readonly exitCode?: number};
};
type Container = {
	readonly name: string;
	readonly image: string;
	readonly ready: boolean;
	readonly restartCount: number;
	readonly state?: State;
	readonly lastState?: State;
};
export type Pod = {
	readonly metadata: {readonly name: string};
	readonly spec: {readonly nodeName?: string};
	readonly status?: {
		readonly phase?: string;
		readonly conditions?: ReadonlyArray<{readonly type: string; readonly status: string; readonly message?: string}>;
		readonly initContainerStatuses?: readonly Container[];
		readonly containerStatuses?: readonly Container[];
	};
};

/** `lasting`: it will not go away by waiting. `logs`: the container whose last words say more. */
export type PodTrouble = {
	readonly pod: string;
	readonly node?: string;
	readonly reason: string;
	readonly next?: string;
	readonly lasting: boolean;
	readonly logs?: string;
};

type Told = Pick<PodTrouble, 'reason' | 'next' | 'lasting' | 'logs'>;

/** The kubelet asked for the image again and again. */
const noImage = ['ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'];
/** A first try; the next one may be better. */
const noImageYet = ['ErrImagePull', 'RegistryUnavailable'];
const patience = 3;

const ofContainer = ({name, image, restartCount, state, lastState}: Container): Told | undefined => {
	const words = texts.run.pods;
	const {reason = '', message = ''} = state?.waiting ?? {};
	if (noImage.includes(reason) || noImageYet.includes(reason))
		return {reason: words.image(image, message), next: words.imageNext(image), lasting: noImage.includes(reason)};
	if (reason === 'CreateContainerConfigError' || reason === 'CreateContainerError' || reason === 'RunContainerError')
		return {reason: words.notMade(name, message), lasting: false};
	const ended = state?.terminated ?? lastState?.terminated;
	if (restartCount > 0 && ended)
		return {reason: words.crashes(name, restartCount, ended.exitCode ?? -1), lasting: restartCount >= patience, logs: name};
	return undefined;
};

const ofPod = ({status}: Pod): Told | undefined => {
	const words = texts.run.pods;
	const unscheduled = status?.conditions?.find(({type, status: value}) => type === 'PodScheduled' && value === 'False');
	if (unscheduled) return {reason: words.unscheduled(unscheduled.message ?? ''), lasting: false};
	const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
	const told = containers.flatMap(container => ofContainer(container) ?? []);
	if (told.length > 0) return told[0];
	const ready = status?.conditions?.some(({type, status: value}) => type === 'Ready' && value === 'True');
	return ready ? undefined : {reason: words.notReady(status?.phase ?? ''), lasting: false};
};

/** One for each pod that is not ready, those that waiting will not help first. */
export const judgePods = (pods: readonly Pod[]): readonly PodTrouble[] =>
	pods
		.flatMap((pod): PodTrouble[] => {
			const told = ofPod(pod);
			const node = pod.spec.nodeName;
			return told ? [{pod: pod.metadata.name, ...(node && {node}), ...told}] : [];
		})
		.toSorted((one, other) => Number(other.lasting) - Number(one.lasting));
