import test, {type ExecutionContext} from 'ava';
import type {HostComparison} from '../../source/plan/host-comparison.ts';
import {fakeActions} from './fake-actions.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const open = (t: ExecutionContext, given: Parameters<typeof fakeActions>[1] = {}) => {
	const calls: string[] = [];
	const screen = stage(
		t,
		fakeActions(call => void calls.push(call), given),
		{startAt: 'preview'},
	);
	return {calls, screen};
};

test('certificates, files, scripts and assumptions are shown, each with its whole text', async t => {
	const {screen} = open(t);
	await screen.sees('plan eeeeeeeeeeee: 5 hosts, 10 files');
	await screen.sees('[Topology]');
	await screen.press('down', /> node1 +10.0.0.11 +control-plane, etcd/);
	await screen.press('enter', '/usr/local/bin/etcd');
	await screen.press('esc', '[Topology]');
	await screen.press('tab', '[Certificates]');
	await screen.sees(/> ca +CN=kubernetes-ca +2031-01-01 +authority/);
	await screen.press('down', /> +apiserver/);
	await screen.press('enter', 'X509v3 Subject Alternative Name');
	await screen.sees('nobody on these hosts');
	await screen.press('esc', '[Certificates]');
	await screen.sees(/> +apiserver/);

	await screen.press('tab', '[Files]');
	await screen.sees('node1: 2 files');
	await screen.sees(/0755 +root:root +20-etcd +\/usr\/local\/bin\/etcd/);
	await screen.press('enter', 'Enter: There is no text.');
	await screen.press('down');
	await screen.press('down', /> 0600 +root:root +20-etcd +\/etc\/kubernetes\/etcd.conf/);
	await screen.press('enter', 'listen: all');
	await screen.press('esc', '[Files]');

	await screen.press('right', '[Scripts]');
	await screen.press('enter', 'member = "node1"');
	await screen.sees('await put();');
	await screen.press('esc', '[Scripts]');
	await screen.press('tab', '[Notes]');
	await screen.sees('node3: not looked at yet');
	await screen.sees('Everything that is fetched has a published checksum.');
	await screen.sees('Nothing is wrong with the certificates.');
	await screen.press('tab', '[Topology]');
	t.pass();
});

const etcdConf = '/etc/kubernetes/etcd.conf';
const atEtcdConf = async (screen: ReturnType<typeof open>['screen']) => {
	await screen.sees('[Topology]');
	await screen.press('tab', '[Certificates]');
	await screen.press('tab', '[Files]');
	await screen.press('down');
	await screen.press('down', />.*etcd.conf/);
};

test('d shows how a file differs from the host: signs and not colours alone', async t => {
	const patch = '--- now/x\n+++ plan/x\n@@ -1,2 +1,2 @@\n name: etcd\n-listen: none\n+listen: all\n';
	let answer = (_: HostComparison) => {};
	const compare = () => new Promise<HostComparison>(resolve => (answer = resolve));
	const {screen, calls} = open(t, {compare});
	await atEtcdConf(screen);
	await screen.press('d', 'Looking at node1 ...');
	await screen.press('esc', '[Files]');
	await screen.sees('Looking at node1 ...');
	answer({host: 'node1', same: 1, differences: [{path: etcdConf, of: 'file', is: 'differs', what: ['content differs'], patch}]});
	await screen.sees('node1: 1 difference, 1 as planned');
	await screen.sees(`[differs] ${etcdConf}`);
	await screen.press('d', '-listen: none');
	await screen.sees('+listen: all');
	await screen.sees(`node1 ${etcdConf}: content differs`);
	t.deepEqual(
		calls.filter(call => call.startsWith('compare')),
		['compare node1'],
	);
	await screen.press('d', 'Looking at node1 ...');
	answer({host: 'node1', same: 2, differences: []});
	await screen.sees(`${etcdConf} is as planned.`);
	await screen.press('esc', '[Files]');
	t.notRegex(screen.frame(), /differs\]/);
});

test('d shows a missing file whole, and a host that cannot be reached in words', async t => {
	const answers: Readonly<Record<string, HostComparison>> = {
		node1: {host: 'node1', same: 0, differences: [{path: etcdConf, of: 'file', is: 'missing', what: ['missing (0600 root:root)']}]},
		node2: {host: 'node2', same: 0, differences: [], failed: 'node2 does not answer', next: 'Is it switched on?'},
	};
	const {screen} = open(t, {
		compare: async host => {
			if (host === 'node3') throw new Error('the plan is no longer the one that was shown');
			return answers[host]!;
		},
	});
	await atEtcdConf(screen);
	await screen.press('d', '+listen: all');
	await screen.press('esc', '[missing]');
	await screen.press('down', '> node2: 2 files');
	await screen.press('d', 'node2: could not be looked at: node2 does not answer');
	await screen.sees('Is it switched on?');
	await screen.press('esc', '[Files]');
	for (const row of ['etcd', 'etcd.conf', 'node3']) await screen.press('down', new RegExp(`>.*${row}`));
	await screen.press('d', 'the plan is no longer the one that was shown');
	await screen.press('esc', '[Files]');
	await screen.press('tab', '[Scripts]');
	await screen.press('d', 'd: choose a host, or one of its files');
	t.pass();
});

test('/ searches everything, Enter opens at the line, n and N go on', async t => {
	const {screen} = open(t);
	await screen.sees('[Topology]');
	await screen.press('/', 'Search:');
	await screen.press('enter', 'Enter: nothing was found');
	await screen.type('LISTEN');
	await screen.sees('5 places');
	await screen.sees(/> node1 \/etc\/kubernetes\/etcd.conf:2 +listen: all/);
	await screen.press('down', /> node2/);
	await screen.press('enter', /> listen: all/);
	await screen.sees('2 of 5 for "LISTEN"');
	await screen.sees(`node2: ${etcdConf}`);
	await screen.press('n', '3 of 5');
	await screen.press('N', '2 of 5');
	await screen.press('N', '1 of 5');
	await screen.press('N', '5 of 5');
	await screen.sees(`node5: ${etcdConf}`);
	await screen.press('esc', 'Search:');
	for (let index = 0; index < 6; index++) await screen.press('backspace');
	await screen.type('zzz');
	await screen.sees('Nothing has that.');
	await screen.press('ctrl-u', 'Search: _');
	await screen.type('put()');
	await screen.press('enter', /> await put\(\);/);
	await screen.sees('20-etcd: Start etcd');
	await screen.press('esc');
	await screen.press('esc', '[Scripts]');
	t.pass();
});

test('i checks first, and Enter installs what was shown', async t => {
	const {screen, calls} = open(t);
	await screen.sees('plan eeee');
	await screen.press('i', 'Nothing stands in the way');
	t.true(calls.includes('check'));
	t.false(calls.includes('install'));
	await screen.press('enter', 'Waiting for the run to begin');
	t.true(calls.includes('install'));
});

test('what is not pinned needs a yes', async t => {
	const {screen, calls} = open(t, {unpinned: ['etcd v3.4.13']});
	await screen.sees('plan eeee');
	await screen.press('i', '1 artifact is not pinned');
	await screen.press('n', /i install/);
	t.false(calls.includes('check'));
	await screen.press('i', '1 artifact is not pinned');
	await screen.press('y', 'Nothing stands in the way');
	t.true(calls.includes('check'));
	await screen.press('esc', 'plan eeee');
	t.is(calls.filter(call => call === 'preview').length, 1, 'who comes back finds the preview as it was');
});

test('a preview that fails says why, and g makes it again', async t => {
	const {screen, calls} = open(t, {failPreview: 'the authority does not match its key'});
	await screen.sees('The preview failed: the authority does not match its key');
	await screen.press('i', 'i: the preview is not made yet');
	screen.press('g').catch(() => {});
	await until(() => calls.filter(call => call === 'preview').length === 2, screen.frame);
	await screen.press('esc', 'Everything else has a default');
	t.pass();
});

test('the network is typed, checked while one types, and kept when one goes back', async t => {
	const calls: string[] = [];
	const screen = stage(
		t,
		fakeActions(call => void calls.push(call)),
		{startAt: 'network'},
	);
	await screen.sees('No problem found.');
	for (const field of ['API endpoint host', 'API endpoint port', 'Pod network', 'Service network'])
		await screen.press('down', `> ${field}`);
	await screen.press('ctrl-u');
	await screen.type('10.244.0.0/20');
	await screen.sees('network.services');
	await screen.press('enter', 'Enter: the answers have problems');
	await screen.press('backspace');
	for (let index = 0; index < 11; index++) await screen.press('backspace');
	await screen.type('0.97.0.0/16');
	await screen.sees('No problem found.');
	await screen.press('esc', 'Which machines');
	await until(
		() => calls.findLast(call => call.startsWith('save '))?.includes('services: [10.97.0.0/16]') ?? false,
		() => calls.join('\n'),
	);
	await screen.press('enter', '10.97.0.0/16');
	await screen.press('?', 'Keys of this screen: Network');
	t.pass();
});
