/** The screens as words, for a screen reader, on a real pseudo-terminal. */
import test from 'ava';
import {openTerminal} from '../terminal.ts';

test.serial('a range of hosts is typed on Nodes, and every step is told in words', async t => {
	const terminal = await openTerminal(t, {START: 'nodes', INK_SCREEN_READER: 'true'}, [120, 30]);
	await terminal.sees('screen Nodes, 1 of 8');
	await terminal.sees('selected: name node1, address 10.0.0.11');
	// What is longer than the terminal can be read back.
	t.is(terminal.buffer(), 'normal');
	terminal.send('a');
	await terminal.sees('Add: (typing here) nothing yet');
	terminal.send('10.0.0.61-62');
	await terminal.sees('Add: (typing here) 10.0.0.61-62');
	terminal.send('\r');
	await terminal.sees('2 hosts were added');
	await terminal.sees('selected: name node7, address 10.0.0.62, roles worker');
	t.is(terminal.lines().filter(line => line.startsWith('selected:')).length, 1);
	t.is(terminal.lines().filter(line => line.startsWith('kinstall')).length, 1, terminal.lines().join('\n'));
	terminal.send('\r');
	await terminal.sees('screen Network, 2 of 8');
	t.notRegex(terminal.raw(), /[─│┌┐]|\u001B\[[0-9;]*m/);
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
	t.false(terminal.cursorHidden());
});
