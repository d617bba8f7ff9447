import test from 'ava';
import {openTerminal, type Terminal} from '../terminal.ts';
import {until} from '../until.ts';

const esc = '\u001B';
const down = `${esc}[B`;
const paste = (text: string) => `${esc}[200~${text}${esc}[201~`;
const saved = (terminal: Terminal) => terminal.calls().findLast(call => call.startsWith('save ')) ?? '';

test.serial('one burst adds a host, changes its roles and goes on; what was answered is saved', async t => {
	const terminal = await openTerminal(t, {START: 'nodes'});
	await terminal.sees('node1: ok');
	terminal.send('a10.0.0.61\r');
	await terminal.sees('1 host was added');
	terminal.send('4');
	await terminal.sees(/> node6 +10\.0\.0\.61 +worker balancer/);
	terminal.send('4\r');
	await terminal.sees('[Network]');
	await until(
		() => /10\.0\.0\.61, roles: \[worker\]/.test(saved(terminal)),
		() => saved(terminal),
	);
	t.pass();
});

test.serial('an inventory is imported while the terminal changes its size, Esc leaves every step', async t => {
	const terminal = await openTerminal(t, {START: 'nodes'});
	await terminal.sees('node1: ok');
	terminal.send('i');
	await terminal.sees('Hosts from: ~/.ssh/config');
	terminal.resize(120, 40);
	terminal.send(esc);
	await terminal.sees('┌ clients, workers ┐');
	terminal.send(`i${down}${down}\r`);
	await terminal.sees('Read as an Ansible inventory (INI): 3 hosts, 2 picked');
	terminal.send('\u0015xyz1');
	terminal.resize(80, 24);
	await terminal.sees(/> \[x] cp1 +10\.0\.0\.31 +control/);
	terminal.send(esc);
	await terminal.sees('┌ clients, workers ┐');
	t.deepEqual(
		terminal.calls().filter(call => call.startsWith('save')),
		[],
	);
	terminal.send(`i${down}${down}\r`);
	await terminal.sees('2 picked');
	terminal.send(' \r');
	await terminal.sees(/> w1 +10\.0\.0\.32 +worker/);
});

test.serial('what is pasted is told by its content: an inventory opens the list, lines of addresses are added', async t => {
	const terminal = await openTerminal(t, {START: 'nodes'}, [300, 100]);
	await terminal.sees('node1');
	terminal.send(paste('[etcd]\ne[1:3]\n'));
	await terminal.sees('Read as an Ansible inventory (INI): 3 hosts, 0 picked');
	await terminal.sees('"e1" is a name, and the text gives no address for it');
	terminal.send('\r');
	await terminal.sees('pick hosts with Space first');
	terminal.send(`${esc}`);
	await terminal.sees('┌ clients, workers ┐');
	terminal.send(paste('10.0.0.71 late\r\n10.0.0.72 later'));
	await terminal.sees(/> later +10\.0\.0\.72/);
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
});
