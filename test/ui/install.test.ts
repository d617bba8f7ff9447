import test, {type ExecutionContext} from 'ava';
import type {Event} from '../../source/state/event.ts';
import {fakeActions, fakeRun} from './fake-actions.ts';
import {clientRequests, failed, failedAndEnded, finished, strangeRequest, untilRequests} from './run-events.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const open = (t: ExecutionContext, events: readonly Event[], startAt: 'install' | 'requests' | 'cluster' = 'install') => {
	const calls: string[] = [];
	const note = (call: string) => void calls.push(call);
	const run = fakeRun(note, events);
	return {calls, run, screen: stage(t, fakeActions(note), {startAt, run})};
};
const decided = (request: string): Event => ({at: '', run: 'r1', type: 'decided', request, decision: 'approved', by: 'person'});

test('phases, hosts, commands and output are seen as they happen', async t => {
	const {screen, run} = open(t, untilRequests);
	await screen.sees('▸ Join the nodes');
	for (const text of [
		'✓ Start etcd',
		'· Verify the cluster',
		'Phase 8 of 9: Join the nodes · working on 4 of 4',
		'node1 ▸ waiting for your approval',
		'node5 ✓ Start the balancer',
	])
		await screen.sees(text);
	await screen.sees('5 certificate signing requests wait for you: press c');
	await screen.sees('$ systemctl is-active apiserver --on node2');
	t.false(screen.frame().includes('\u001B[32m✓'));
	run.push({at: '', run: 'r1', host: 'node3', type: 'output', id: 'x', stream: 'stdout', text: 'a new line of node3'});
	await screen.sees('a new line of node3');
});

test('Tab chooses a host, Enter shows it alone, arrows hold it, f follows again', async t => {
	const {screen, run} = open(t, untilRequests);
	await screen.sees('>node1');
	await screen.press('tab', '>node2');
	await screen.press('enter', /^>node2/m);
	t.false(screen.frame().includes('PHASES'));
	for (let index = 0; index < 60; index++) {
		run.push({at: '', run: 'r1', host: 'node2', type: 'output', id: 'x', stream: 'stdout', text: `line ${index}`});
	}
	await screen.sees('line 59');
	await screen.press('up', '1 newer lines below');
	t.false(screen.frame().includes('line 59'));
	run.push({at: '', run: 'r1', host: 'node2', type: 'output', id: 'x', stream: 'stdout', text: 'line 60'});
	await screen.sees('2 newer lines below');
	await screen.press('f', 'line 60');
	await screen.press('esc', 'PHASES');
});

test('a failure tells why and what next, and r tries again', async t => {
	const {screen, calls} = open(t, failed);
	await screen.sees('node2: Start etcd: the disk of /var/lib/etcd is full');
	await screen.sees('Next: free 2 GiB, then retry');
	await screen.sees('Phase 5 of 9: Start etcd · the run waits for you · failed on 1 of 3');
	await screen.sees('r tries node2 again');
	await screen.press('r', 'node2 is tried again');
	t.deepEqual(calls, ['retry node2']);
});

test('a run that failed and ended is left with its exit code, and offers no retry', async t => {
	const {screen, calls} = open(t, failedAndEnded);
	await screen.sees('The run ended after');
	await screen.press('r', 'r: the run has ended');
	await screen.press('d', 'd: the run has ended');
	t.deepEqual(calls, []);
	await screen.press('q');
	t.is(screen.exitCode(), 1);
});

test('keys that have nothing to do say why', async t => {
	const {screen, calls} = open(t, untilRequests.slice(0, 9));
	await screen.press('r', 'r: nothing has failed');
	await screen.press('c', 'c: no request is pending');
	t.deepEqual(calls, []);
});

test('q asks first while the run goes on: stay, stop, or detach', async t => {
	const {screen, calls} = open(t, untilRequests);
	await screen.press('q', 'The run goes on');
	await screen.press('esc', /Enter|z zoom/);
	t.is(screen.exitCode(), undefined);
	await screen.press('q', 'The run goes on');
	await screen.press('s');
	await until(() => calls.includes('stop'), screen.frame);
	t.is(screen.exitCode(), undefined);
	await screen.press('q', 'The run goes on');
	await screen.press('d');
	t.is(screen.exitCode(), 0);
});

test('A approves every expected request and no other', async t => {
	const {screen, run, calls} = open(t, untilRequests);
	await screen.press('c', 'Certificate signing requests: 5 pending');
	await screen.sees(/node9 .*NOT EXPECTED/);
	await screen.sees('+ the bootstrap token was given to node1 alone');
	await screen.press('A', '4 to approve: sent');
	t.deepEqual(calls, ['approve csr-1 csr-2 csr-3 csr-4']);
	for (const {name} of clientRequests) run.push(decided(name));
	await screen.sees('1 pending');
	await screen.press('A', 'no pending request is expected');
});

test('space selects, a approves the selected ones, x asks and denies', async t => {
	const {screen, calls} = open(t, untilRequests, 'requests');
	await screen.press('down', /> *\[ ] node2/);
	await screen.press('space', /\[x] node2/);
	await screen.press('space', /\[x] node3/);
	await screen.press('a', '2 to approve: sent');
	t.deepEqual(calls, ['approve csr-2 csr-3']);
	await screen.press('x', 'Deny csr-4?');
	await screen.press('n', /a approve/);
	t.is(calls.length, 1);
	await screen.press('x', 'Deny csr-4?');
	await screen.press('y', '1 to deny: sent');
	t.deepEqual(calls.slice(1), ['deny csr-4']);
});

test('a request that is not expected needs its node name typed', async t => {
	const {screen, calls} = open(t, untilRequests, 'requests');
	await screen.sees('5 pending');
	for (const node of ['node2', 'node3', 'node4', 'node9']) await screen.press('down', new RegExp(`> *\\[ ] ${node}`));
	await screen.sees('! no host of the cluster is called node9');
	await screen.press('a', 'type node9:');
	await screen.type('node8');
	await screen.press('enter', 'nothing was approved');
	t.deepEqual(calls, []);
	await screen.press('a', 'type node9:');
	await screen.type('node9');
	await screen.press('enter', '1 to approve: sent');
	t.deepEqual(calls, [`approve ${strangeRequest.name}`]);
});

test('the details of a request are shown whole', async t => {
	const {screen} = open(t, untilRequests, 'requests');
	await screen.press('enter', 'Public key (sha256 of the SPKI)');
	for (const text of ['system:bootstrap:token0', 'client auth', clientRequests[0]!.publicKeySha256])
		t.true(screen.frame().includes(text), text);
	await screen.press('esc', '5 pending');
	await screen.press('esc', 'PHASES');
});

test('the cursor stays on its request when others come', async t => {
	const {screen, run} = open(t, untilRequests, 'requests');
	await screen.press('down', /> *\[ ] node2/);
	run.push({at: '', run: 'r1', type: 'signing-requests', requests: [{...clientRequests[0]!, name: 'csr-0', node: 'node0'}]});
	await screen.sees('6 pending');
	await screen.sees(/> *\[ ] node2/);
	t.pass();
});

test('a run that ends well shows the cluster as kubectl printed it', async t => {
	const {screen, run} = open(t, untilRequests);
	await screen.sees('PHASES');
	for (const event of finished) run.push(event);
	await screen.sees('demo: 4 of 4 nodes are Ready');
	await screen.sees('etcd-0               Healthy   {"health":"true"}');
	await screen.sees('/clusters/demo/admin.kubeconfig');
	await screen.sees('! node5  readyz: connection refused');
	await screen.press('tab', /node5 +readyz +FAILED +connection refused/);
	await screen.press('l', 'The run has ended after');
	await screen.press('enter', 'nodes are Ready');
	await screen.press('q');
	t.is(screen.exitCode(), 0);
});

test('Ctrl-C leaves at once with 130 and sends nothing to the run', async t => {
	const {screen, calls} = open(t, untilRequests);
	await screen.press('ctrl-c');
	t.is(screen.exitCode(), 130);
	t.deepEqual(calls, []);
});
