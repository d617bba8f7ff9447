import test, {type ExecutionContext} from 'ava';
import {reduce} from '../../source/state/reduce.ts';
import {initialState} from '../../source/state/state.ts';
import {gridLines, gridWidth} from '../../source/ui/install/grid.ts';
import {foldHosts, orderHosts} from '../../source/ui/install/standing.ts';
import {fakeActions, fakeRun} from './fake-actions.ts';
import {hostNames, manyHosts} from './many-hosts.ts';
import {failed, untilRequests} from './run-events.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const open = (t: ExecutionContext, events: Parameters<typeof fakeRun>[1]) => {
	const calls: string[] = [];
	const note = (call: string) => void calls.push(call);
	return {calls, screen: stage(t, fakeActions(note), {startAt: 'install', run: fakeRun(note, events)})};
};

test('v shows a row for each host and a sign for each phase, the cell of the cursor in brackets', async t => {
	const {screen} = open(t, untilRequests);
	await screen.press('v', /> 50 Join the nodes .*4 hosts/);
	const line = (start: string) =>
		screen
			.frame()
			.split('\n')
			.find(one => one.includes(start)) ?? '';
	t.regex(line(' 00 05'), / 00 05 10 15 20 25 30 50 90/);
	t.regex(line('> node1'), /> node1 {2}✓ {2}✓ {2}✓ {2}✓ {2}✓ {5}✓ \[▸] ·/);
	t.regex(line('  node5'), / node5 {2}✓ {2}✓ {2}✓ {2}✓ {2}✓ {2}✓ *$/);
	await screen.press('down', /> node2/);
	await screen.press('left', '30 Start kube-apiserver');
	t.regex(line('> node2'), /\[✓] ▸/);
	await screen.press('f', /> 50 Join the nodes .*4 hosts/);
	await screen.press('v', '>node2 ▸');
});

test('with 50 hosts those that failed come first, then those that work, and the rest is counted in one line', async t => {
	const {screen, calls} = open(t, manyHosts(50, {failed: ['node31', 'node47'], working: ['node40']}));
	await screen.sees('>node31 ✗');
	t.true(screen.frame().indexOf('node47 ✗') < screen.frame().indexOf('node40 ▸'));
	await screen.sees('Phase 12 of 16: Phase 50-runtime · failed on 2 of 50 · working on 1 of 50');
	await screen.press('v', /> 50 Phase 50-runtime .*50 hosts/);
	const names = screen
		.frame()
		.split('\n')
		.flatMap(line => / (node\d+) += /.exec(line)?.[1] ?? []);
	t.deepEqual(names.slice(0, 5), ['node31', 'node47', 'node40', 'node1', 'node2']);
	const [, hidden = '', done = ''] = /(\d+) more hosts: (\d+) done/.exec(screen.frame()) ?? [];
	t.is(Number(hidden), 50 - names.length);
	t.is(done, hidden);
	await screen.press('down', /> node47/);
	await screen.press('r', 'node47 is tried again as soon as the phase has ended on the other hosts');
	await screen.press('R', 'node31, node47 is tried again');
	t.deepEqual(calls, ['retry node47', 'retry node31 node47']);
	// The last host is reached, although it is folded away.
	screen.press('\u001B[F').catch(() => {});
	await screen.sees(/> node50 .*\[✓]/);
});

test('1,000 hosts are ordered and drawn in a few milliseconds', t => {
	const {phases} = manyHosts(1000, {failed: ['node900'], working: ['node7']}).reduce(reduce, initialState);
	const hosts = hostNames(1000);
	const began = performance.now();
	for (let round = 0; round < 10; round++) {
		const order = orderHosts(hosts, phases, 20);
		const {shown, rest} = foldHosts(order, 'node900', phases, 20);
		const lines = gridLines({hosts: shown, all: hosts, phases, host: 'node900', phase: '50-runtime', width: 80});
		t.deepEqual(shown.slice(0, 3), ['node900', 'node7', 'node1']);
		t.deepEqual(rest, [{standing: 'done', count: 981}]);
		t.is(lines.length, 20);
	}
	const each = (performance.now() - began) / 10;
	t.log(`${each.toFixed(2)} ms`);
	t.true(each < 100);
});

test('a host that is chosen stays seen when others fail, and all are in their order where all fit', t => {
	const {phases} = manyHosts(12, {failed: ['node9'], working: []}).reduce(reduce, initialState);
	const hosts = hostNames(12);
	t.deepEqual(orderHosts(hosts, phases, 12), hosts);
	const order = orderHosts(hosts, phases, 6);
	t.is(order[0], 'node9');
	t.true(foldHosts(order, 'node12', phases, 6).shown.includes('node12'));
	t.is(foldHosts(order, 'node12', phases, 6).shown.length, 5);
});

test('a grid that is too wide shows the phases around the cursor, and its columns line up with names of any width', t => {
	const {phases} = manyHosts(1, {failed: [], working: []}).reduce(reduce, initialState);
	const hosts = ['短名', 'a-very-long-name-of-a-host-indeed'];
	const lines = gridLines({hosts, all: hosts, phases, host: '短名', phase: '90-verify', width: 50});
	t.regex(lines[0]!, / <36 40 42 50 52 55 60 90/);
	t.true(lines.every(line => line.length <= 50));
	t.is(gridWidth(['node1'], phases), 2 + 5 + 1 + 3 * 16);
});

test('a failure is told in full on a page of its own, with the keys to mend it', async t => {
	const {screen, calls} = open(t, failed);
	await screen.sees('>node2 ✗');
	await screen.press('enter', 'Start etcd failed on node2');
	for (const text of [
		'Why',
		'the disk of /var/lib/etcd is full',
		'What to do',
		'free 2 GiB, then retry',
		'host node2, phase 20-etcd Start etcd',
	])
		await screen.sees(text);
	await screen.sees('etcd: no space left on device');
	screen.press('s').catch(() => {});
	await until(() => calls.length > 0, screen.frame);
	t.deepEqual(calls, ['shell node2']);
	await screen.press('r', 'node2 is tried again');
	t.deepEqual(calls, ['shell node2', 'retry node2']);
	await screen.press('esc', 'PHASES');
	await screen.press('tab', '>node3');
	await screen.press('e', 'e: nothing has failed on node3');
});
