import test from 'ava';
import {openTerminal} from '../terminal.ts';
import {until} from '../until.ts';

const down = '\u001B[B';

test.serial('in one burst: down, select two, wrong keys, approve; resizes keep the cursor', async t => {
	const terminal = await openTerminal(t, {START: 'requests'});
	await terminal.sees('5 pending');
	terminal.send(`${down}  Z%!a`);
	await terminal.sees('2 to approve: sent');
	await until(
		() => terminal.calls().length > 0,
		() => terminal.lines().join('\n'),
	);
	t.deepEqual(terminal.calls(), ['approve csr-2 csr-3']);
	await terminal.sees(/node2 .*approved/);
	await terminal.sees(/> *\[ ] node4/);
	for (const [columns, rows] of [
		[140, 40],
		[60, 20],
		[300, 100],
		[80, 24],
	] as const) {
		terminal.resize(columns, rows);
		await terminal.sees(columns < 80 ? '80' : /> *\[ ] node4/);
		if (columns >= 140) await terminal.sees(/NOT EXPECTED +system:node:node9 +! no host of the cluster/);
	}
	t.pass();
});

test.serial('Escape leaves each question and changes nothing', async t => {
	const terminal = await openTerminal(t, {START: 'requests'});
	await terminal.sees('5 pending');
	terminal.send('x');
	await terminal.sees('Deny csr-1?');
	terminal.send('\u001B');
	await terminal.sees('a approve');
	terminal.send(`${down.repeat(4)}a`);
	await terminal.sees('type node9:');
	terminal.send('node');
	await terminal.sees('type node9: node');
	terminal.send('\u001B');
	await terminal.sees('a approve');
	terminal.send('\r');
	await terminal.sees('Common name');
	terminal.send('\u001B');
	await terminal.sees('5 pending');
	terminal.send('\u001B');
	await terminal.sees('PHASES');
	t.deepEqual(terminal.calls(), []);
});

test.serial('two hundred requests stay readable at 80x24', async t => {
	const terminal = await openTerminal(t, {START: 'requests', EVENTS: 'many'});
	await terminal.sees('150 pending');
	terminal.send('p\u001B[F');
	await terminal.sees(/> *\[ ] host1199/);
	terminal.send('\u001B[H');
	await terminal.sees(/> *\[ ] host1001/);
	terminal.send('A');
	await terminal.sees('150 to approve: sent');
	await terminal.sees('No request is pending');
	await terminal.sees('200 decided ones hidden');
	t.is(terminal.calls().length, 1);
});
