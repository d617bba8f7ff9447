import test, {type ExecutionContext} from 'ava';
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
	await screen.sees(/> ca +CN=kubernetes-ca +2031-01-01 +authority/);
	await screen.press('down', /> +apiserver/);
	await screen.press('enter', 'X509v3 Subject Alternative Name');
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
	await screen.press('tab', '[Not pinned, assumed]');
	await screen.sees('node3 has systemd');
	await screen.sees('Everything that is fetched has a published checksum.');
	await screen.press('tab', '[Certificates]');
	t.pass();
});

test('i installs what is shown', async t => {
	const {screen, calls} = open(t);
	await screen.sees('plan eeee');
	await screen.press('i', 'Waiting for the run to begin');
	t.true(calls.includes('install'));
});

test('what is not pinned needs a yes', async t => {
	const {screen, calls} = open(t, {unpinned: ['etcd v3.4.13']});
	await screen.sees('plan eeee');
	await screen.press('i', '1 artifact is not pinned');
	await screen.press('n', /i install/);
	t.false(calls.includes('install'));
	await screen.press('i', '1 artifact is not pinned');
	await screen.press('y', 'Waiting for the run to begin');
	t.true(calls.includes('install'));
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
