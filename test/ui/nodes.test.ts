import test from 'ava';
import {specOf as readSpec} from '../spec/spec-text.ts';
import {fakeActions} from './fake-actions.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const noted = () => {
	const calls: string[] = [];
	const saved = () => calls.findLast(call => call.startsWith('save '))?.slice(5) ?? '';
	return {calls, saved, note: (call: string) => void calls.push(call)};
};
const specOf = (text: string) => {
	return readSpec(text);
};

test('a range on an empty table gives a cluster without a problem, and Enter goes on to the preview', async t => {
	const {note, saved} = noted();
	const screen = stage(t, fakeActions(note), {text: ''});
	await screen.sees('No host yet');
	await screen.press('a', 'Add:');
	await screen.type('10.0.0.11-15');
	await screen.press('enter', '5 hosts were added');
	await screen.sees(/node5: ok/);
	const spec = specOf(saved());
	t.deepEqual(
		spec.hosts.map(({name, address}) => `${name} ${address}`),
		['node1 10.0.0.11', 'node2 10.0.0.12', 'node3 10.0.0.13', 'node4 10.0.0.14', 'node5 10.0.0.15'],
	);
	t.is(spec.endpoint.host, '10.0.0.15');
	t.is(spec.kubernetes, 'v1.20.2');
	await screen.press('enter', 'No problem found.');
	await screen.press('enter', '> Kubernetes');
	await screen.press('enter', 'plan eeeeeeeeeeee: 5 hosts, 10 files');
});

for (const count of [1, 2, 3, 4, 7]) {
	test(`Enter on the defaults is good for ${count} hosts`, async t => {
		const {note, saved} = noted();
		const screen = stage(t, fakeActions(note), {text: ''});
		await screen.press('a', 'Add:');
		screen.paste(Array.from({length: count}, (_, index) => `10.0.0.${index + 1} host${index + 1}`).join('\n'));
		await screen.sees(count === 1 ? '1 host was added' : `${count} hosts were added`);
		await until(() => saved() !== '', screen.frame);
		t.is(specOf(saved()).hosts.length, count);
	});
}

test('roles are switched by digits, what was written by hand stays, and undo takes it back', async t => {
	const {note, saved} = noted();
	const screen = stage(t, fakeActions(note));
	await screen.sees('ok, Debian 12, 2 cores, 4096 MiB');
	await screen.press('down', /> node2/);
	await screen.press('down', /> node3/);
	await screen.press('2', /node3 .*etcd worker/);
	await until(() => saved() !== '', screen.frame);
	t.true(saved().includes('# The cluster of the tests'));
	t.true(saved().includes('# first'));
	t.true(saved().includes('labels: {disk: ssd}'));
	await screen.sees('To be mended');
	await screen.press('enter', 'Enter: the answers have problems');
	await screen.press('u', /node3 .* worker /);
	await screen.press('d');
	t.false(screen.frame().includes('10.0.0.13'));
	await screen.press('u', '10.0.0.13');
	await until(() => saved().includes('labels: {disk: ssd}'), saved);
	t.is(specOf(saved()).hosts.length, 5);
});

test('a host is changed field by field, and problems are told at once', async t => {
	const {note, saved} = noted();
	const screen = stage(t, fakeActions(note));
	await screen.press('e', /> name/);
	await screen.press('ctrl-u');
	await screen.type('Web 1');
	await screen.press('enter', /Web 1/);
	await screen.sees(/hosts\[0\]\.name/);
	await screen.press('e', /> name/);
	await screen.press('ctrl-u');
	await screen.type('web1');
	await screen.press('tab', /> address/);
	await screen.press('tab', /> ssh user/);
	await screen.type('admin');
	await screen.press('down', /> ssh port/);
	await screen.type('2222');
	await screen.press('enter', /web1 .* admin@:2222/);
	await until(() => saved().includes('port: 2222'), saved);
	t.deepEqual(specOf(saved()).hosts[0]?.ssh, {user: 'admin', port: 2222});
});

test('what is no address is refused with the reason, and an address is not added twice', async t => {
	const {calls, note} = noted();
	const screen = stage(t, fakeActions(note));
	await screen.press('a', 'Add:');
	await screen.type('10.0.0.300');
	const before = screen.frame();
	await screen.press('enter');
	t.not(screen.frame(), before);
	t.false(calls.some(call => call.startsWith('save')));
	await screen.press('ctrl-u');
	await screen.type('10.0.0.11');
	await screen.press('enter', '10.0.0.11 is already in the table');
	t.false(calls.some(call => call.startsWith('save')));
});

test('a new host key is shown with its fingerprint and accepted by a key', async t => {
	let accepted = 0;
	const hostKey = {fingerprint: 'SHA256:abc', accept: async () => void accepted++};
	const {calls, note} = noted();
	const screen = stage(t, fakeActions(note, {probe: {reachable: false, detail: 'unknown key', hostKey}}));
	await screen.sees('new host key SHA256:abc');
	const before = calls.length;
	await screen.press('k', 'SHA256:abc');
	await until(() => accepted === 1 && calls.slice(before).includes('probe node1'), screen.frame);
	t.is(accepted, 1);
});

test('a file that is no YAML is shown as such and never written', async t => {
	const {calls, note} = noted();
	const screen = stage(t, fakeActions(note), {text: 'hosts: [\n'});
	await screen.sees('left as it is');
	await screen.press('a', 'a: cluster.yaml cannot be read');
	screen.paste('10.0.0.1 node1');
	await screen.press('?', 'Keys of this screen: Nodes');
	t.deepEqual(calls, []);
});

test('help names every key, wrong keys do nothing, q leaves', async t => {
	const {note} = noted();
	const screen = stage(t, fakeActions(note));
	await screen.sees('ok, Debian 12');
	await screen.press('?', 'Keys of this screen: Nodes');
	await screen.sees(/1-4 {2}Switch a role/);
	await screen.sees(/nothing was changed yet/);
	await screen.press('x', 'Which machines');
	const before = screen.frame();
	for (const key of ['ö', 'Z', '7', '\u001B[15~', '\u001Bx']) {
		await t.throwsAsync(
			Promise.race([
				screen.press(key),
				until(
					() => false,
					() => '',
					0.1,
				),
			]),
		);
	}
	t.is(screen.frame(), before);
	await screen.press('q');
	t.is(screen.exitCode(), 0);
});
