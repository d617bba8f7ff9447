import test from 'ava';
import {openTerminal} from './terminal.ts';
import {until} from './until.ts';

const down = '\u001B[B';

test.serial('keys of one burst act in order: Down Down Enter opens the third row', async t => {
	const terminal = await openTerminal(t, {START: 'requests'});
	await terminal.sees('5 pending');
	terminal.send(`${down}${down}\r`);
	await terminal.sees('Common name: system:node:node3');
	t.is(terminal.buffer(), 'alternate');
	terminal.send('\u001B');
	await terminal.sees('5 pending');
	terminal.send(' a');
	await terminal.sees('1 to approve');
	await until(
		() => terminal.calls().length > 0,
		() => terminal.lines().join('\n'),
	);
	t.deepEqual(terminal.calls(), ['approve csr-3']);
});

test.serial('from the nodes to the cluster by keys alone, in a terminal of 80x24', async t => {
	const terminal = await openTerminal(t);
	await terminal.sees('Which machines');
	await terminal.sees('node1: ok, Debian 12');
	terminal.send('\r');
	await terminal.sees('No problem found.');
	terminal.send('\r');
	await terminal.sees('> Kubernetes');
	terminal.send('\r');
	await terminal.sees('plan eeeeeeeeeeee: 5 hosts, 10 files');
	terminal.send('i');
	await terminal.sees('not pinned');
	terminal.send('y');
	await terminal.sees('Nothing stands in the way');
	terminal.send('\r');
	await terminal.sees('5 certificate signing requests wait for you');
	terminal.send('c');
	await terminal.sees('5 pending');
	terminal.send('A');
	await terminal.sees('1 pending');
	terminal.send(`${down.repeat(9)}anode9\r`);
	await terminal.sees('demo: 4 of 4 nodes are Ready');
	await terminal.sees('etcd-0               Healthy   {"health":"true"}');
	t.deepEqual(
		terminal.calls().filter(call => /^(approve|deny|install)/.test(call)),
		['install', 'approve csr-1 csr-2 csr-3 csr-4', 'approve csr-9'],
	);
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
	t.is(terminal.buffer(), 'normal');
});

test.serial('every screen fills 80x24 without going beyond it', async t => {
	for (const start of ['nodes', 'network', 'choices', 'preview', 'check', 'install', 'requests']) {
		const terminal = await openTerminal(t, {START: start});
		await terminal.sees('? help');
		await terminal.sees(/^kinstall demo.*\[(Nodes|Network|Choices|Preview|Check|Install|CSRs)\]/m);
		if (start === 'install') await terminal.sees('wait for you');
		const lines = terminal.lines();
		t.regex(lines[0]!, /^kinstall demo .*Cluster$/, start);
		t.true(lines[22]!.startsWith('? help') || lines[23]!.startsWith('? help'), `${start}\n${lines.join('\n')}`);
		t.true(lines.every(line => line.length <= 80));
		t.false(terminal.raw().includes('\u001B[3J'), 'the scrollback was cleared');
		terminal.send('\u0003');
		await terminal.exit;
	}
});

test.serial('a resize draws anew, too small says so, and keys do nothing meanwhile', async t => {
	const terminal = await openTerminal(t, {START: 'install'});
	await terminal.sees('PHASES');
	terminal.resize(60, 20);
	await terminal.sees('kinstall needs 80x24');
	terminal.send('q');
	// The key was written first, and is read before this smaller size is drawn.
	terminal.resize(61, 20);
	await terminal.sees('is 61x20');
	terminal.resize(120, 40);
	await terminal.sees('PHASES');
	await terminal.sees(/q quit$/m);
	t.true(terminal.lines()[38]!.startsWith('? help'), terminal.lines().join('\n'));
	t.false(terminal.lines().some(line => line.includes('Leave it running')));
	t.is(terminal.lines().filter(line => line.includes('? help')).length, 1);
});

test.serial('Ctrl-C gives the terminal back, cursor and all, with exit code 130', async t => {
	const terminal = await openTerminal(t, {START: 'install'});
	await terminal.sees('PHASES');
	t.true(terminal.cursorHidden());
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
	t.is(terminal.buffer(), 'normal');
	t.false(terminal.cursorHidden());
	t.true(
		terminal.raw().endsWith('\u001B[?2004l') ||
			!terminal.raw().slice(terminal.raw().lastIndexOf('\u001B[?2004l')).includes('\u001B[?2004h'),
	);
	t.deepEqual(terminal.calls(), []);
});

test.serial('pasted lines become hosts, and do not press keys', async t => {
	const terminal = await openTerminal(t);
	await terminal.sees('node1: ok');
	terminal.send('\u001B[200~10.0.0.21 quebec\n10.0.0.22 delta\n\u001B[201~');
	await terminal.sees('2 hosts were added');
	await terminal.sees(/quebec +10\.0\.0\.21 +worker/);
	// Told first, saved after it.
	const saved = () => terminal.calls().filter(call => call.startsWith('save')).length;
	await until(
		() => saved() > 0,
		() => terminal.calls().join('\n'),
	);
	t.is(saved(), 1);
});

test.serial('keys that are typed before the screens are there are kept, and shift nothing', async t => {
	const terminal = await openTerminal(t, {START: 'requests'});
	terminal.send(`${down}${down}`);
	await terminal.sees(/> *\[ ] node3/);
	t.regex(terminal.lines()[0]!, /^kinstall demo .*Cluster$/);
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
});

test.serial('under a flood of output keys are answered within a second', async t => {
	const terminal = await openTerminal(t, {START: 'install', EVENTS: 'flood'});
	await terminal.sees(/\d+ flood/);
	const times: number[] = [];
	for (const host of ['node2', 'node3', 'node4', 'node5', 'node1']) {
		const began = performance.now();
		terminal.send('\t');
		await terminal.sees(`>${host}`);
		times.push(Math.round(performance.now() - began));
	}
	t.log(`key to screen under 10,000 lines/s: ${times.join(', ')} ms`);
	t.true(Math.min(...times) < 1000, times.join(', '));
	terminal.send('c');
	await terminal.sees('5 pending');
});
