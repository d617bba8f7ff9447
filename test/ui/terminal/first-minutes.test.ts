/** The whole way from an empty folder to an install, as a person goes it. */
import test from 'ava';
import {choicePaths} from '../../../source/ui/choices.ts';
import {openTerminal} from '../terminal.ts';
import {until} from '../until.ts';

const esc = '\u001B';
const saved = (calls: readonly string[]) => calls.findLast(call => call.startsWith('save ')) ?? '';

test.serial('from an empty folder three addresses and Enter lead to an install', async t => {
	const terminal = await openTerminal(t, {START: 'empty'});
	await terminal.sees('> Make a new cluster');
	terminal.send('\r');
	await terminal.sees('[Nodes]');
	terminal.send('\r');
	await terminal.sees('Esc back');
	terminal.send('10.0.0.31-33\r');
	await terminal.sees('3 hosts were added');
	terminal.send('\r');
	await terminal.sees('[Network]');
	terminal.send('\r');
	await terminal.sees('[Choices]');
	terminal.send('\r');
	await terminal.sees('plan eeeeeeeeeeee: 3 hosts');
	terminal.send('iy');
	await terminal.sees('Nothing stands in the way');
	t.false(terminal.calls().includes('install'));
	terminal.send('\r');
	await terminal.sees('[Install]');
	await terminal.sees('PHASES');
	const calls = terminal.calls();
	t.is(calls.filter(call => call === 'install').length, 1);
	for (const [name, address] of [
		['node1', '10.0.0.31'],
		['node2', '10.0.0.32'],
		['node3', '10.0.0.33'],
	]) {
		t.true(calls.includes(`probe ${name}`), name);
		t.true(saved(calls).includes(`{name: ${name}, address: ${address}, roles: [`), saved(calls));
	}
});

test.serial('Enter where no host is yet asks for one; Esc leaves that, and nothing is made up', async t => {
	const terminal = await openTerminal(t, {START: 'empty'});
	await terminal.sees('> Make a new cluster');
	terminal.send('\r');
	await terminal.sees('[Nodes]');
	terminal.send('\r10.0.0');
	await terminal.sees('10.0.0_');
	terminal.send(esc);
	await terminal.sees('q quit');
	t.regex(terminal.lines()[0]!, /\[Nodes]/);
	terminal.send('\r\r');
	await terminal.sees('q quit');
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
	t.deepEqual(
		terminal.calls().filter(call => !call.startsWith('chosen')),
		[],
	);
});

test.serial('Esc leads back from screen to screen and keeps what was answered', async t => {
	const terminal = await openTerminal(t, {START: 'network'});
	const gone = (text: string) =>
		until(
			() => !terminal.lines().join('\n').includes(text),
			() => terminal.lines().join('\n'),
		);
	await terminal.sees('> Cluster name');
	terminal.send('1');
	await terminal.sees('demo1_');
	terminal.send('\r');
	await terminal.sees('[Choices]');
	terminal.send(`${esc}[B`.repeat(choicePaths.indexOf('pki.key')));
	await terminal.sees('> Keys');
	terminal.send(`${esc}[C\r`);
	await terminal.sees('plan eeeeeeeeeeee');
	terminal.send('/etcd');
	await terminal.sees(/Search.*etcd/);
	terminal.send(esc);
	await terminal.sees('[Topology]');
	terminal.send('?');
	await terminal.sees('Any key closes');
	terminal.send(esc);
	await gone('Any key closes');
	await terminal.sees('[Topology]');
	terminal.send(`${esc}[C\r`);
	await terminal.sees('Esc back');
	await terminal.sees('N previous');
	terminal.send(esc);
	await terminal.sees('[Certificates]');
	terminal.send('iy');
	await terminal.sees('Nothing stands in the way');
	terminal.send(esc);
	await terminal.sees('plan eeeeeeeeeeee');
	terminal.send(esc);
	await terminal.sees(/Keys +.*ecdsa-p384/);
	terminal.send(esc);
	await terminal.sees('[Network]');
	await terminal.sees(/Cluster name +demo1/);
	terminal.send(esc);
	await terminal.sees('[Nodes]');
	for (const name of ['node1', 'node2', 'node3', 'node4', 'node5']) await terminal.sees(name);
	const last = saved(terminal.calls());
	t.regex(last, /name: demo1$/m);
	t.regex(last, /ecdsa-p384/);
	t.regex(last, /# The cluster of the tests/, 'what a person wrote beside it');
	t.is(terminal.calls().filter(call => call === 'install').length, 0);
});

test.serial('Esc leads from the requests, a zoomed pane and a search back to the run', async t => {
	const terminal = await openTerminal(t, {START: 'install', EVENTS: 'requests'});
	await terminal.sees('PHASES');
	for (const [keys, shows] of [
		['c', '5 pending'],
		['z', /^>node1/m],
		['/x', 'Search in node1: x'],
	] as const) {
		terminal.send(keys);
		await terminal.sees(shows);
		terminal.send(esc);
		await terminal.sees('PHASES');
		await until(
			() => !terminal.lines().join('\n').includes('Search in'),
			() => terminal.lines().join('\n'),
		);
	}
	t.deepEqual(terminal.calls(), []);
});
