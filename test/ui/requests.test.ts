import test, {type ExecutionContext} from 'ava';
import type {Event} from '../../source/state/event.ts';
import {fakeActions, fakeRun} from './fake-actions.ts';
import {clientRequests, failed, manyRequests, strangeRequest, untilRequests} from './run-events.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const open = (t: ExecutionContext, events: readonly Event[]) => {
	const calls: string[] = [];
	const note = (call: string) => void calls.push(call);
	const run = fakeRun(note, events);
	return {calls, run, screen: stage(t, fakeActions(note), {startAt: 'requests', run})};
};
const run = {run: 'r1'};

test('what became of a request is seen on its row, and how long that took', async t => {
	const {screen, run: fake} = open(t, untilRequests);
	await screen.sees('5 pending');
	const at = (milliseconds: number) => new Date(Date.UTC(2030, 0, 1, 12, 0, 0, milliseconds)).toISOString();
	fake.push({...run, at: at(0), type: 'decided', request: 'csr-1', decision: 'approved', by: 'person'});
	await screen.sees(/node1 .*approved/);
	fake.push({...run, at: at(400), type: 'signing-requests', requests: [{...clientRequests[0]!, condition: 'issued'}]});
	await screen.sees(/node1 .*issued in 0\.4 s/);
	fake.push({...run, at: at(500), type: 'decided', request: 'csr-2', decision: 'denied', by: 'person'});
	await screen.sees(/node2 .*denied/);
	fake.push({...run, at: at(600), type: 'signing-requests', requests: [], gone: ['csr-2']});
	await until(() => !/node2 /.test(screen.frame()), screen.frame);
	t.regex(screen.frame(), /3 pending/);
});

test('proofs, reasons and what is not proven have a line each', async t => {
	const verdict = {expected: false as const, reasons: ['the first reason', 'the second reason'], proofs: ['its token'], open: ['its key']};
	const {screen} = open(t, [
		...untilRequests.slice(0, -1),
		{at: '', ...run, type: 'signing-requests', requests: [{...strangeRequest, verdict}]},
	]);
	for (const line of ['! the first reason', '! the second reason', '+ its token'])
		await screen.sees(new RegExp(`^${line.replace('+', '\\+')}$`, 'm'));
	await screen.press('enter', 'Not proven:');
	await screen.sees('    ? its key');
	await screen.press('esc', '1 pending');
	t.pass();
});

test('two hundred requests: p shows the pending ones alone, and the cursor stays on its own', async t => {
	const {screen} = open(t, manyRequests);
	await screen.sees('150 pending');
	await screen.sees(/host1000 .*issued/);
	for (const host of ['host1002', 'host1003']) await screen.press('down', new RegExp(`> *\\[ ] ${host}`));
	await screen.press('p', '(50 decided ones hidden)');
	await screen.sees(/> *\[ ] host1003/);
	t.notRegex(screen.frame(), /issued/);
	await screen.press('down', /> *\[ ] host1005/);
	await screen.press('p', /host1004 .*issued/);
});

test('when nothing is pending it is said what comes next', async t => {
	const {screen} = open(t, untilRequests.slice(0, -1));
	await screen.sees('No request is pending');
	await screen.sees('The nodes ask when their kubelets start');
	await screen.press('a', 'a: this request is not pending');
	t.pass();
});

test('a task that failed is seen on this screen, too', async t => {
	const {screen} = open(t, failed.slice(0, -1));
	await screen.sees('node2: Start etcd: the disk of /var/lib/etcd is full');
	t.pass();
});

test('each unexpected one of several asks for its name in turn; a wrong name approves nothing', async t => {
	const second = {...strangeRequest, name: 'csr-10', node: 'node10'};
	const {screen, calls} = open(t, [...untilRequests, {at: '', ...run, type: 'signing-requests', requests: [second]}]);
	await screen.sees('6 pending');
	for (const node of ['node2', 'node3', 'node4']) await screen.press('down', new RegExp(`> *\\[ ] ${node} `));
	for (const node of ['node4', 'node9', 'node10']) await screen.press('space', new RegExp(`\\[x] ${node} `));
	await screen.press('a', '1 of 2: csr-9 is NOT expected');
	t.deepEqual(calls, ['approve csr-4']);
	await screen.type('node1');
	await screen.press('enter', '2 of 2: csr-10 is NOT expected');
	await screen.type('node10');
	await screen.press('enter', '1 to approve: sent');
	t.deepEqual(calls, ['approve csr-4', 'approve csr-10']);
});
