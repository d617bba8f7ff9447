import test from 'ava';
import {openTerminal} from '../terminal.ts';
import {until} from '../until.ts';

const esc = '\u001B';

test.serial('failures stop Enter; looked at again, a burst of wrong keys and Enter installs once', async t => {
	const terminal = await openTerminal(t, {START: 'check', CHECK: 'failing-first'});
	await terminal.sees('1 failure has to be mended first');
	terminal.send('\r\r');
	await terminal.sees('failures have to be mended first');
	t.false(terminal.calls().includes('install'));
	terminal.resize(120, 40);
	await terminal.sees('What mends it: Stop it.');
	terminal.send('xyz7g');
	await terminal.sees('Nothing stands in the way');
	terminal.send('\r\r');
	await terminal.sees('PHASES');
	await until(
		() => terminal.calls().includes('install'),
		() => terminal.calls().join('\n'),
	);
	t.is(terminal.calls().filter(call => call === 'install').length, 1);
});

test.serial('Esc goes back to the preview as it was, and forth again the check is made anew', async t => {
	const terminal = await openTerminal(t, {START: 'preview'});
	await terminal.sees('plan eeeeeeeeeeee');
	terminal.send('iy');
	await terminal.sees('Enter installs.');
	terminal.send(esc);
	await terminal.sees('[Topology]');
	terminal.send('iy');
	await terminal.sees('Enter installs.');
	t.deepEqual(
		terminal.calls().filter(call => !call.startsWith('save')),
		['preview', 'check', 'check'],
	);
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
});

test.serial('a hundred hosts with findings fill 80x24 and 300x100 and no more; the worst come first', async t => {
	const terminal = await openTerminal(t, {START: 'check', CHECK: 'many'});
	await terminal.sees('1 failure has to be mended first');
	await terminal.sees(/node99 +1 FAILURE/);
	await terminal.sees(/\d+ other hosts/);
	terminal.resize(300, 100);
	await terminal.sees(/FAILS +node99/);
	await terminal.sees('? help');
	t.true(terminal.lines().every(line => line.length <= 300));
});
