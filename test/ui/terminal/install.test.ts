/** The install in a real terminal: keys in bursts, the grid, search, a shell on a host and back, other sizes. */
import test from 'ava';
import {openTerminal} from '../terminal.ts';
import {until} from '../until.ts';

const down = '\u001B[B';
const left = '\u001B[D';
const esc = '\u001B';

test.serial('one burst: to the grid, two hosts down, a phase to the left, and back to the pane of that host', async t => {
	const terminal = await openTerminal(t, {START: 'install'});
	await terminal.sees('Phase 8 of 9');
	terminal.send(`v${down}${down}${left}`);
	await terminal.sees(/> node3 .*\[ ] ▸/);
	await terminal.sees('> 30 Start kube-apiserver');
	await terminal.sees(/q quit$/m);
	terminal.send('z');
	await terminal.sees(/^>node3 ▸/m);
	terminal.send(esc);
	await terminal.sees('PHASES');
	// What is bound to nothing does nothing.
	terminal.send('xyö%z');
	await terminal.sees(/^>node3 ▸/m);
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
	t.true(
		terminal.lines().join('\n').includes('The run goes on. To see it again: kinstall attach -f /clusters/demo/cluster.yaml'),
		terminal.lines().join('\n'),
	);
});

test.serial('a search is typed and pasted, and other sizes leave it as it is', async t => {
	const terminal = await openTerminal(t, {START: 'install'});
	await terminal.sees('Phase 8 of 9');
	terminal.send('/act');
	await terminal.sees('Search in node1: act');
	terminal.send('\u001B[200~ive ap\u001B[201~');
	await terminal.sees('Search in node1: active ap');
	terminal.resize(140, 50);
	await terminal.sees(/^ +00 05 10|.* 00 05 10 15 20 25 30 50 90/m);
	terminal.send('\r');
	await terminal.sees('"active ap" 1 of 1');
	await terminal.sees('> $ systemctl is-active apiserver --on node1');
	terminal.resize(60, 20);
	await terminal.sees('kinstall needs 80x24');
	terminal.resize(80, 24);
	await terminal.sees('"active ap" 1 of 1');
	terminal.send('d');
	t.is((await terminal.exit).exitCode, 0);
	t.is(terminal.buffer(), 'normal');
});

test.serial('s lends the terminal to a shell; Ctrl-C there does not end kinstall, and the whole screen is there again', async t => {
	const terminal = await openTerminal(t, {START: 'install', EVENTS: 'failed'});
	await terminal.sees('r tries node2 again');
	terminal.send('s');
	await terminal.sees('a shell for node2');
	await terminal.sees('shell>');
	t.is(terminal.buffer(), 'normal');
	// The echo of what is typed comes before the terminal is that command's.
	terminal.send("sh -c 'echo sleeps as $$; exec sleep 100'\r");
	await terminal.sees(/sleeps as \d/);
	terminal.send('\u0003');
	terminal.send('echo $((6*7)); [ -t 0 ] && echo a tty; stty -a | grep -o " icanon"\r');
	await terminal.sees('42');
	await terminal.sees('a tty');
	terminal.send('exit\r');
	await terminal.sees('PHASES');
	t.is(terminal.buffer(), 'alternate');
	await terminal.sees('r tries node2 again');
	t.is(terminal.lines().filter(line => line.startsWith('? help')).length, 1);
	terminal.send('r');
	await terminal.sees('node2 is tried again');
	t.deepEqual(terminal.calls(), ['shell node2', 'retry node2']);
	terminal.send('es');
	await terminal.sees('shell>');
	terminal.send('exit\r');
	await terminal.sees('Start etcd failed on node2');
	await terminal.sees('What to do');
	terminal.send(esc);
	await terminal.sees('PHASES');
	terminal.send('q');
	await terminal.sees('Leave it running');
	terminal.send(esc);
	await until(
		() => !terminal.lines().join('\n').includes('Leave it running'),
		() => terminal.lines().join('\n'),
	);
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
});

test.serial('under a flood a line is found, and zoom, filter and Esc in one burst end where they should', async t => {
	const terminal = await openTerminal(t, {START: 'install', EVENTS: 'flood'});
	await terminal.sees(/\d+ flood/);
	terminal.send('z/is-active apiserver\r');
	await terminal.sees(/"is-active apiserver"/);
	terminal.send('FF');
	await terminal.sees('errors only');
	terminal.send(esc);
	await terminal.sees(/\d+ flood/);
	terminal.send(esc);
	await terminal.sees('PHASES');
	t.false(terminal.lines().join('\n').includes('is-active apiserver"'));
});
