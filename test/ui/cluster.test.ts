import test, {type ExecutionContext} from 'ava';
import type {StatusNews} from '../../source/ui/actions.ts';
import {aStatus} from './a-status.ts';
import {fakeActions, fakeRun, fakeStatusWatch} from './fake-actions.ts';
import {strangeRequest, untilRequests} from './run-events.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const open = (t: ExecutionContext, next: (look: number) => StatusNews | undefined) => {
	const calls: string[] = [];
	const note = (call: string) => void calls.push(call);
	const watch = fakeStatusWatch(note, next);
	const requests = fakeRun(note, [untilRequests.at(-1)!]);
	const watchRequests = () => ({...requests, watches: true as const});
	return {calls, requests, screen: stage(t, fakeActions(note, {watchStatus: watch.watchStatus, watchRequests}), {startAt: 'cluster'})};
};

test('a standing cluster is looked at without a run, g looks at once, and leaving ends it', async t => {
	const {screen, calls} = open(t, look => ({status: aStatus({readyNodes: look})}));
	await screen.sees('demo: 1 of 2 nodes are Ready');
	await screen.sees(/seen \d s ago/);
	await screen.press('g', 'demo: 2 of 2 nodes are Ready');
	await screen.press('l', 'l: no install is shown here');
	await screen.press('q');
	t.is(screen.exitCode(), 0);
	await until(
		() => calls.includes('end'),
		() => calls.join(),
	);
	t.deepEqual(calls, ['watch', 'look', 'end']);
});

test('until the first look is there it says so; a look that fails says why and keeps what was seen', async t => {
	const {screen} = open(t, look => (look === 1 ? undefined : look === 2 ? {status: aStatus()} : {failed: 'the spec is broken'}));
	await screen.sees('Looking at the cluster ...');
	await screen.press('g', '2 of 2 nodes are Ready');
	await screen.press('g', 'could not be looked at: the spec is broken');
	t.true(screen.frame().includes('2 of 2 nodes are Ready'));
});

test('Tab goes through the sections, each with its own facts, and around', async t => {
	const {screen} = open(t, () => ({status: aStatus()}));
	await screen.sees('kube-controller-manager: node1 leads, renewed 0.4 s before');
	await screen.press('tab', /node5 +balancer +ok/);
	await screen.press('tab', /node1 +leader +7 +4711 +2\.1 MB/);
	await screen.press('tab', /soon +20 +█░+ /);
	await screen.press('tab', '$ kubectl get nodes -o wide');
	await screen.press('tab', '[Overview]');
	t.true(screen.frame().includes('/clusters/demo/admin.kubeconfig'));
});

test('c opens the requests of the standing cluster, Esc comes back, and both watches end with their screens', async t => {
	const {screen, calls, requests} = open(t, () => ({status: aStatus()}));
	await screen.press('c', '5 pending');
	await until(
		() => calls.includes('end'),
		() => calls.join(),
	);
	await screen.press('A', '4 to approve: sent');
	requests.push({at: '2030-01-01T12:00:00.000Z', run: '', type: 'decided', request: 'csr-1', decision: 'approved', by: 'person'});
	await screen.sees(/node1 .*approved/);
	await screen.press('esc', '[Overview]');
	await until(
		() => calls.includes('stop'),
		() => calls.join(),
	);
	t.deepEqual(calls, ['watch', 'end', 'approve csr-1 csr-2 csr-3 csr-4', 'stop', 'watch']);
	t.false(calls.some(call => call.includes(strangeRequest.name)));
});
