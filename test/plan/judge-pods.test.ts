import test from 'ava';
import {judgePods, type Pod} from '../../source/plan/judge-pods.ts';

const image = 'registry.k8s.io/coredns/coredns:v1.14.6';
type Container = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];
const pod = (name: string, status: Pod['status'], nodeName = 'node1'): Pod => ({
	metadata: {name},
	spec: {nodeName},
	...(status && {status}),
});
const container = (change: Partial<Container>): Container => ({name: 'coredns', image, ready: false, restartCount: 0, ...change});
const notReady = [{type: 'Ready', status: 'False'}];

test('an image that does not come is named, and waiting for it ends when the kubelet has tried again', t => {
	const waiting = (reason: string) =>
		judgePods([
			pod('a', {
				phase: 'Pending',
				conditions: notReady,
				containerStatuses: [container({state: {waiting: {reason, message: 'dial tcp: no route'}}})],
			}),
		]);
	t.like(waiting('ErrImagePull')[0], {pod: 'a', node: 'node1', lasting: false});
	const [trouble] = waiting('ImagePullBackOff');
	t.true(trouble!.lasting);
	t.is(trouble!.reason, `the image ${image} does not come: dial tcp: no route`);
	t.regex(trouble!.next!, /artifacts\.images/);
});

test('a container that ends again and again is told with its exit code, and its last words are asked for', t => {
	const crashing = (restartCount: number) =>
		judgePods([
			pod('a', {
				conditions: notReady,
				containerStatuses: [
					container({restartCount, state: {waiting: {reason: 'CrashLoopBackOff'}}, lastState: {terminated: {exitCode: 1}}}),
				],
			}),
		])[0]!;
	t.like(crashing(1), {lasting: false, logs: 'coredns', reason: 'its container coredns ended with exit code 1 and was started again once'});
	t.true(crashing(3).lasting);
});

test('a container of the beginning counts, too', t => {
	const status = {
		conditions: notReady,
		initContainerStatuses: [container({name: 'install', state: {waiting: {reason: 'ImagePullBackOff'}}})],
	};
	t.like(judgePods([pod('a', status)])[0], {lasting: true, reason: `the image ${image} does not come`});
});

test('a pod that no node takes says why, ready ones say nothing, and what lasts comes first', t => {
	const message = '0/2 nodes are available: 2 Insufficient memory';
	const troubles = judgePods([
		pod('ready', {conditions: [{type: 'Ready', status: 'True'}], containerStatuses: [container({ready: true, restartCount: 0})]}),
		{metadata: {name: 'nowhere'}, spec: {}, status: {phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', message}]}},
		pod('starting', {phase: 'Running', conditions: notReady}),
		pod('stuck', {conditions: notReady, containerStatuses: [container({state: {waiting: {reason: 'ImagePullBackOff'}}})]}),
	]);
	t.deepEqual(
		troubles.map(({pod: name, reason}) => [name, reason]),
		[
			['stuck', `the image ${image} does not come`],
			['nowhere', `no node takes it: ${message}`],
			['starting', 'it runs but is not ready (Running)'],
		],
	);
	t.false('node' in troubles[1]!);
});
