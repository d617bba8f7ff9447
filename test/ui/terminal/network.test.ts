import test from 'ava';
import {openTerminal} from '../terminal.ts';

const esc = '\u001B';
const down = `${esc}[B`;
const clear = '\u0015';

test.serial('figures and overlaps follow each key of a burst; Esc keeps what was typed', async t => {
	const terminal = await openTerminal(t, {START: 'network'});
	await terminal.sees(/Services +10\.96\.0\.0\/16 +65,534 Services fit, first 10\.96\.0\.1, DNS 10\.96\.0\.10/);
	terminal.send(`${down.repeat(3)}${clear}10.96.128.0/17`);
	await terminal.sees(/Pods +10\.96\.128\.0\/17 +128 nodes fit/);
	await terminal.sees('10.96.0.0/16 (services) overlaps 10.96.128.0/17 (pods)');
	terminal.send('\r');
	await terminal.sees('the answers have problems');
	terminal.send(esc);
	await terminal.sees('Which machines');
	terminal.send('\r');
	await terminal.sees(/Pods +10\.96\.128\.0\/17/);
	terminal.send(`${down.repeat(3)}${clear}${esc}[200~10.244.0.0/16,\n fd00:244::/48${esc}[201~${down}${clear}10.96.0.0/16, fd00:96::/108`);
	await terminal.sees(/fd00:244::\/48 +65,536 nodes fit/);
	await terminal.sees(/fd00:96::\/108 +65,535 Services fit, first fd00:96::1, DNS fd00:96::a/);
	t.true(terminal.lines().every(line => line.length <= 80));
});

test.serial('numbers stand below each other, from 80x24 to 300x100, and through resizes', async t => {
	const terminal = await openTerminal(t, {START: 'network'});
	for (const [columns, rows] of [
		[80, 24],
		[300, 100],
		[81, 25],
	] as const) {
		terminal.resize(columns, rows);
		await terminal.sees('balancer on node5');
		await terminal.sees('? help');
		const lines = terminal.lines();
		const ends = ['addresses', 'nodes fit', 'Services fit'].map(word =>
			lines.find(line => new RegExp(`\\d ${word}`).test(line))?.indexOf(word),
		);
		t.is(new Set(ends).size, 1, lines.join('\n'));
	}
	terminal.send('\u001B[15~\u001B[5~\t\t');
	await terminal.sees('> API endpoint port');
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
});
