import test from 'ava';
import type {Event} from '../../source/state/event.ts';
import {lastLines} from '../../source/state/pane.ts';
import {reduce} from '../../source/state/reduce.ts';
import {failuresOf, hostsOf, initialState, pendingRequests, thisMachine} from '../../source/state/state.ts';
import {outline, recorded, signingRequest} from './events.ts';

const play = (events: readonly Event[]) => events.reduce(reduce, initialState);

test('a run begins with all its phases and hosts to do', t => {
	const state = play(recorded([outline]));
	t.like(state.run, {cluster: 'demo', pid: 4711, started: '2030-01-01T12:00:00.000Z'});
	t.is(state.run?.outcome, undefined);
	t.deepEqual(hostsOf(state), ['node1', 'node2', 'node3']);
	t.true(state.phases.every(({status, hosts}) => status === 'pending' && Object.values(hosts).every(task => task.status === 'pending')));
});

test('phases and tasks keep when they began and how they ended', t => {
	const state = play(
		recorded([
			outline,
			{type: 'phase-started', phase: '00-check'},
			{type: 'task-started', phase: '00-check', host: 'node1'},
			{type: 'waiting', phase: '00-check', host: 'node1', what: 'ssh'},
			{type: 'task-ended', phase: '00-check', host: 'node1', outcome: 'done'},
			{type: 'phase-ended', phase: '00-check', outcome: 'done'},
			{type: 'phase-started', phase: '20-etcd'},
		]),
	);
	t.like(state.phases[0], {status: 'done', started: '2030-01-01T12:00:01.000Z', ended: '2030-01-01T12:00:05.000Z'});
	t.deepEqual(state.phases[0]?.hosts.node1, {status: 'done'});
	t.like(state.phases[1], {status: 'running', started: '2030-01-01T12:00:06.000Z'});
});

test('a failed task tells its reason and what to do next, until its phase starts again', t => {
	const failed = recorded([
		outline,
		{type: 'phase-started', phase: '20-etcd'},
		{type: 'task-ended', phase: '20-etcd', host: 'node2', outcome: 'failed', reason: 'the disk is full', next: 'free some space'},
		{type: 'phase-ended', phase: '20-etcd', outcome: 'failed'},
		{type: 'run-ended', outcome: 'failed', changed: 2, reason: 'etcd did not start'},
	]);
	const state = play(failed);
	t.is(state.run?.outcome, 'failed');
	t.like(failuresOf(state), {0: {host: 'node2', reason: 'the disk is full', next: 'free some space'}, length: 1});

	const again = reduce(state, {type: 'phase-started', phase: '20-etcd', at: '2030-01-01T13:00:00.000Z', run: 'r1'});
	t.deepEqual(failuresOf(again), []);
	t.is(again.run?.outcome, undefined);
	t.is(again.run?.ended, undefined);
});

test('a phase that failed without a host tells its own reason', t => {
	const state = play(recorded([outline, {type: 'phase-ended', phase: '20-etcd', outcome: 'failed', reason: 'the script died'}]));
	t.like(failuresOf(state), {0: {reason: 'the script died'}, length: 1});
});

test('what waits is told until the next command or the end of the task', t => {
	const state = play(recorded([outline, {type: 'waiting', phase: '20-etcd', host: 'node1', what: 'a quorum'}]));
	t.is(state.phases[1]?.hosts.node1?.waiting, 'a quorum');
	const next = reduce(state, {at: '', run: 'r1', phase: '20-etcd', host: 'node1', type: 'command-started', id: '1', command: 'true'});
	t.is(next.phases[1]?.hosts.node1?.waiting, undefined);
});

test('commands and their output go to the pane of their host, without control characters', t => {
	const state = play(
		recorded([
			outline,
			{type: 'command-started', phase: '20-etcd', host: 'node1', id: '1', command: 'etcdctl endpoint health\ntrue\n'},
			{type: 'output', phase: '20-etcd', host: 'node1', id: '1', stream: 'stdout', text: '\u001B[31mred\u001B[0m\ta\u0007\ntwo\n'},
			{type: 'output', phase: '20-etcd', host: 'node1', id: '1', stream: 'stderr', text: '10%\r50%\r100%\r'},
			{type: 'command-ended', phase: '20-etcd', host: 'node1', id: '1', exitCode: 3, duration: 5},
			{type: 'output', id: '2', stream: 'stdout', text: 'here'},
		]),
	);
	t.deepEqual(lastLines(state.panes.get('node1')!, 9), [
		{kind: 'command', text: '$ etcdctl endpoint health'},
		{kind: 'command', text: '> true'},
		{kind: 'stdout', text: 'red     a'},
		{kind: 'stdout', text: 'two'},
		{kind: 'stderr', text: '100%'},
		{kind: 'note', text: 'exit 3'},
	]);
	t.deepEqual(lastLines(state.panes.get(thisMachine)!, 9), [{kind: 'stdout', text: 'here'}]);
});

test('requests keep their order, and a decision is seen at once', t => {
	const state = play(
		recorded([
			outline,
			{type: 'signing-requests', requests: [signingRequest('csr-b'), signingRequest('csr-a')]},
			{type: 'signing-requests', requests: [signingRequest('csr-a'), signingRequest('csr-b'), signingRequest('csr-c')]},
			{type: 'decided', request: 'csr-a', decision: 'approved', by: 'person'},
		]),
	);
	t.deepEqual(
		state.requests.map(({name, condition}) => [name, condition]),
		[
			['csr-b', 'pending'],
			['csr-a', 'approved'],
			['csr-c', 'pending'],
		],
	);
	t.is(pendingRequests(state).length, 2);
});

test('progress stays until it is complete, and changes are listed', t => {
	const state = play(
		recorded([
			outline,
			{type: 'progress', host: 'node1', what: 'etcd', done: 1, total: 9},
			{type: 'progress', host: 'node1', what: 'etcd', done: 5, total: 9},
			{type: 'progress', host: 'node2', what: 'etcd', done: 9, total: 9},
			{type: 'changed', host: 'node1', phase: '20-etcd', what: '/etc/etcd.conf'},
		]),
	);
	t.deepEqual(state.progress, [{host: 'node1', what: 'etcd', done: 5, total: 9}]);
	t.deepEqual(state.changed, [{host: 'node1', phase: '20-etcd', what: '/etc/etcd.conf'}]);
});

test('a new run forgets the one before, and unknown things change nothing', t => {
	const first = play(recorded([outline, {type: 'signing-requests', requests: [signingRequest('csr-a')]}]));
	t.deepEqual(
		play([...recorded([outline, {type: 'signing-requests', requests: [signingRequest('csr-a')]}]), ...recorded([outline])]).requests,
		[],
	);
	t.is(reduce(first, {type: 'task-started', phase: 'unknown', host: 'node1', at: '', run: 'r1'}), first);
	t.is(reduce(first, {type: 'invented', at: '', run: 'r1'} as unknown as Event), first);
});
