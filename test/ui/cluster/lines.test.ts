import test from 'ava';
import {lifetimeOf} from '../../../source/state/cluster-health.ts';
import {certificateLines, lifeBar} from '../../../source/ui/cluster/certificate-lines.ts';
import {etcdLines, etcdSummary} from '../../../source/ui/cluster/etcd-lines.ts';
import {leaseLines, overviewLines, silentLines} from '../../../source/ui/cluster/overview.ts';
import {probeGrid} from '../../../source/ui/cluster/probe-grid.ts';
import {aStatus, certificate} from '../a-status.ts';

const now = Date.UTC(2030, 0, 1);
const textOf = (lines: ReadonlyArray<{readonly text: string}>) => lines.map(({text}) => text);

test('a bar is as long as what is left, and never empty while anything is', t => {
	t.is(lifeBar(1), '████████████');
	t.is(lifeBar(0.5), '██████░░░░░░');
	t.is(lifeBar(0.001), '█░░░░░░░░░░░');
	t.is(lifeBar(0), '░░░░░░░░░░░░');
});

test('a certificate is called out below thirty days, unless most of a short life is left, and when it has ended', t => {
	const mark = (days: number) => lifetimeOf(certificate('x', days, now), now).mark;
	t.deepEqual([mark(300), mark(30), mark(29), mark(-2)], ['good', 'good', 'soon', 'ended']);
	const short = {...certificate('x', 6, now), notBefore: new Date(now - 86_400_000).toISOString()};
	t.is(lifetimeOf(short, now).mark, 'good');
});

test('days stand below each other, a warning is a word', t => {
	const [head, ...rows] = textOf(
		certificateLines({...aStatus(), certificates: [certificate('b', 5, now), certificate('a', 300, now)]}, now),
	);
	const end = head!.indexOf('DAYS') + 'DAYS'.length;
	t.deepEqual(
		rows.map(row => row.slice(0, end)),
		['soon     5', '       300'],
	);
	t.true(rows[0]!.includes('█░░░░░░░░░░░'));
});

test('who leads is seen in the table of probes, a host that is unwell comes first', t => {
	const probes = aStatus().probes.map(one =>
		one.host === 'node3' && one.what === 'kubelet' ? {...one, healthy: false, detail: 'refused'} : one,
	);
	const [head, first, second] = textOf(probeGrid(aStatus({probes}), {columns: 200, most: 10}));
	const under = (name: string, row: string) => row.slice(head!.indexOf(name)).split(' ')[0];
	t.regex(first!, /^node3 /);
	t.is(under('kubelet', first!), 'FAILED');
	t.is(under('etcd', second!), 'leads');
	t.is(under('controller', second!), 'leads');
	t.is(under('livez', second!), 'ok');
	t.is(under('balancer', second!), '-');
});

test('of many hosts that are well only the number is told', t => {
	const probes = Array.from({length: 50}, (_, index) => ({host: `node${index}`, what: 'kubelet', healthy: index !== 49, detail: ''}));
	const lines = textOf(probeGrid(aStatus({probes}), {columns: 80, most: 10}));
	t.is(lines.length, 12);
	t.regex(lines[1]!, /^node49 +FAILED/);
	t.is(lines.at(-1), 'and 40 more, all well');
});

test('a lease that nobody renews, a member that is silent and an alarm are said in words', t => {
	const status = aStatus();
	const [lost] = leaseLines({...status, leases: [{name: 'kube-scheduler', holder: 'node2_x', age: 40, duration: 15}]});
	t.is(lost?.text, 'kube-scheduler: NOBODY LEADS; node2 held the Lease last, 40 s ago');
	const [first, second] = status.etcd!.members;
	const {own: _, ...silent} = second!;
	const etcd = {members: [first!, silent], alarms: [{member: 'node1', alarm: 'NOSPACE'}]};
	t.is(etcdSummary({...status, etcd}).text, '1 of 2 members answer, node1 leads, term 7, ALARM NOSPACE on node1');
	t.true(textOf(etcdLines({...status, etcd})).some(line => /node5 +NO ANSWER/.test(line)));
	const hosts = [{host: 'node3', silent: 'timed out', seen: new Date(now - 90_000).toISOString()}];
	t.deepEqual(textOf(silentLines({...status, hosts}, now)), ['! node3 does not answer: timed out (it did 90 s ago)']);
});

test('kubectl and the probes stand beside each other where there is room, and below each other where there is not', t => {
	const place = {now, rows: 40, directory: '/c', kubeconfig: '/c/k'};
	const wide = textOf(overviewLines(aStatus(), {...place, columns: 160}));
	t.regex(wide[0]!, /^\$ kubectl get cs +Every daemon/);
	const narrow = textOf(overviewLines(aStatus(), {...place, columns: 80}));
	t.is(narrow[0], '$ kubectl get cs');
	t.true(narrow.some(line => line.startsWith('Every daemon')));
	t.true(Math.max(...narrow.slice(0, 12).map(line => line.length)) <= 80);
	const small = textOf(overviewLines(aStatus(), {...place, rows: 18, columns: 80}));
	t.false(small.some(line => line.startsWith('Every daemon')));
	t.true(small.some(line => /^Probes +13 of 13 answer well, on 3 hosts/.test(line)));
});
