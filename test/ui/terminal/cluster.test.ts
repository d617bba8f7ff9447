import test from 'ava';
import {openTerminal} from '../terminal.ts';
import {until} from '../until.ts';

test.serial('a cluster that is left on looks again by itself, in every section and size, and is never torn', async t => {
	const terminal = await openTerminal(t, {START: 'cluster'});
	await terminal.sees('demo: 2 of 2 nodes are Ready');
	const term = () => Number(/node1 leads, term (\d+)/.exec(terminal.lines().join('\n'))?.[1] ?? 0);
	const renews = async () => {
		const before = term();
		await until(
			() => term() > before,
			() => terminal.lines().join('\n'),
		);
	};
	await renews();
	for (const [columns, rows] of [
		[160, 50],
		[81, 24],
		[300, 100],
		[80, 24],
	] as const) {
		terminal.resize(columns, rows);
		await renews();
		await terminal.sees(columns >= 160 ? /kubectl get cs +Every daemon/ : 'Probes        13 of 13 answer well');
	}
	// A burst: to the certificates, a wrong key, further, a page down and back.
	terminal.send('\t\t\tZ%\t\u001B[6~\u001B[5~');
	await terminal.sees('[Nodes]');
	terminal.send('\u001B[Z\u001B[Z');
	await terminal.sees(/node1 +leader +\d+ +4711/);
	terminal.resize(60, 20);
	await terminal.sees('80');
	terminal.resize(80, 24);
	await terminal.sees(/node1 +leader +\d+ +4711/);
	terminal.send('\u001B');
	await terminal.sees('no install is shown here');
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
	t.is(terminal.buffer(), 'normal');
	t.deepEqual(terminal.calls(), ['watch', 'end']);
});

test.serial('from the cluster to its requests and back in one burst', async t => {
	const terminal = await openTerminal(t, {START: 'cluster'});
	await terminal.sees('2 of 2 nodes are Ready');
	terminal.send('c');
	await terminal.sees('5 pending');
	terminal.send('\u001B');
	await terminal.sees('[Overview]');
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
});
