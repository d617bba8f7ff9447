import test from 'ava';
import {reportLine} from '../../source/state/line-report.ts';
import {outline, recorded, signingRequest} from './events.ts';

test('every event that matters is one plain line with time, phase and host', t => {
	const lines = recorded([
		outline,
		{type: 'phase-started', phase: '20-etcd'},
		{type: 'task-started', phase: '20-etcd', host: 'node1'},
		{type: 'command-started', phase: '20-etcd', host: 'node1', id: '1', command: 'systemctl restart etcd\nmore'},
		{type: 'output', phase: '20-etcd', host: 'node1', id: '1', stream: 'stdout', text: 'quiet'},
		{type: 'command-ended', phase: '20-etcd', host: 'node1', id: '1', exitCode: 1, duration: 3},
		{
			type: 'task-ended',
			phase: '20-etcd',
			host: 'node1',
			outcome: 'failed',
			reason: 'it did not start',
			next: 'look at journalctl -u etcd',
		},
		{type: 'run-ended', outcome: 'failed', changed: 1},
	]).map(event => reportLine(event));
	t.deepEqual(lines, [
		`12:00:00  install demo: 3 phases, plan ${'a'.repeat(12)}`,
		'12:00:01  20-etcd  phase begins',
		undefined,
		'12:00:03  20-etcd  node1  $ systemctl restart etcd',
		undefined,
		'12:00:05  20-etcd  node1  exit 1',
		'12:00:06  20-etcd  node1  failed; it did not start; next: look at journalctl -u etcd',
		'12:00:07  the run failed (1 change so far)',
	]);
});

test('output is shown when it is asked for, without escape sequences', t => {
	const [event] = recorded([{type: 'output', host: 'node1', id: '1', stream: 'stdout', text: '\u001B[2Jhello\n'}]);
	t.is(reportLine(event!, {output: true}), '12:00:00  node1  hello');
});

test('pending requests are listed with their verdict and why', t => {
	const unexpected = signingRequest('csr-2', {verdict: {expected: false, reasons: ['no host has that name'], proofs: []}});
	const [event, none] = recorded([
		{type: 'signing-requests', requests: [signingRequest('csr-1'), unexpected]},
		{type: 'signing-requests', requests: [signingRequest('csr-1', {condition: 'issued'})]},
	]);
	const text = reportLine(event!) ?? '';
	t.regex(text, /2 certificate signing requests pending/);
	t.regex(text, /csr-1 .*: expected: the bootstrap token/);
	t.regex(text, /csr-2 .*: NOT EXPECTED: no host has that name/);
	t.is(reportLine(none!), undefined);
});

test('the status is shown as it was printed', t => {
	const status = {componentStatuses: 'NAME STATUS\netcd-0 Healthy\n', nodes: 'NAME\nnode1\n', readyNodes: 1, totalNodes: 1, probes: []};
	const [event] = recorded([{type: 'status', status}]);
	t.regex(reportLine(event!) ?? '', /NAME STATUS\netcd-0 Healthy\n\nNAME\nnode1\n/);
});
