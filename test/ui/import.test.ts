import test from 'ava';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import {fakeActions} from './fake-actions.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const noted = () => {
	const calls: string[] = [];
	return {calls, note: (call: string) => void calls.push(call)};
};
const savedHosts = (calls: readonly string[]) => {
	const parsed = parseSpec(calls.findLast(call => call.startsWith('save '))?.slice(5) ?? '', 'cluster.yaml');
	return 'problems' in parsed ? JSON.stringify(parsed.problems) : parsed.spec.hosts;
};

const inventory = `[kube_control_plane]
cp1 ansible_host=10.0.0.21 ip=10.1.0.21 ansible_user=debian
[kube_node]
w1 ansible_host=10.0.0.22
w2 ansible_host=10.0.0.23
w3
`;

test('i reads an inventory: a list with boxes, Space leaves one out, Enter takes the rest with roles and ssh', async t => {
	const {calls, note} = noted();
	const screen = stage(t, fakeActions(note, {files: {'./inventory.ini': inventory}}), {text: ''});
	await screen.press('i', 'Hosts from: ~/.ssh/config');
	await screen.press('enter', 'It could not be read: there is no ~/.ssh/config');
	await screen.press('down', 'Hosts from: /etc/hosts');
	await screen.press('down', 'Hosts from: ./inventory.ini');
	await screen.press('enter', 'Read as an Ansible inventory (INI): 4 hosts, 3 picked');
	await screen.sees(/> \[x] cp1 +10\.1\.0\.21 +control host 10\.0\.0\.21 user debian/);
	await screen.sees(/ - {2}w3 .*is a name, and the text gives no address for it/);
	await screen.press('down');
	await screen.press('down', />.*w2/);
	await screen.press('space', '2 picked');
	await screen.press('enter', '2 hosts were added');
	await until(() => calls.some(call => call.startsWith('save ')), screen.frame);
	t.like(savedHosts(calls), [
		{name: 'cp1', address: '10.1.0.21', roles: ['control-plane', 'etcd'], ssh: {host: '10.0.0.21', user: 'debian'}},
		{name: 'w1', address: '10.0.0.22', roles: ['worker'], ssh: {}},
	]);
	t.is(savedHosts(calls).length, 2);
});

test('a pasted ssh configuration shows its hosts, none picked; what is in the table already says so; Esc takes none', async t => {
	const {calls, note} = noted();
	const screen = stage(t, fakeActions(note));
	await screen.sees('node1: ok');
	screen.paste('Host one\n  HostName 10.0.0.11\nHost two\n  HostName 10.0.0.61\n  Port 2222\n');
	await screen.sees('Read as an ssh configuration: 2 hosts, 0 picked');
	await screen.sees('10.0.0.11 is already in the table');
	await screen.press('enter', 'Enter: pick hosts with Space first');
	await screen.press('space', 'Space: 10.0.0.11 is already in the table');
	await screen.press('esc', 'Which machines');
	await screen.sees(/> node1/);
	t.false(calls.some(call => call.startsWith('save ')));
	screen.paste('Host two\n  HostName 10.0.0.61\n  Port 2222\n');
	await screen.sees('1 host, 0 picked');
	await screen.press('a', '1 picked');
	await screen.press('enter', /> two +10\.0\.0\.61 +worker +:2222/);
	t.pass();
});

test('a file that names no host says as what it was read', async t => {
	const {note} = noted();
	const screen = stage(t, fakeActions(note, {files: {'~/.ssh/config': 'Host *\n  User root\n'}}));
	await screen.press('i', 'Hosts from: ~/.ssh/config');
	await screen.press('enter', 'Read as an ssh configuration: it names no host');
	await screen.press('esc', />.*node1/);
	t.pass();
});
