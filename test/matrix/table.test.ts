import {readFile} from 'node:fs/promises';
import test from 'ava';
import {stringify} from 'yaml';
import {combinations, notRun} from '../../scripts/matrix/combinations.ts';
import {address} from '../../scripts/matrix/lab.ts';
import {pageOf, readResults, rowsOf, type Tried, withResult} from '../../scripts/matrix/results.ts';
import {specOf} from '../../scripts/matrix/spec.ts';
import {table} from '../../scripts/matrix/table.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';

const ran = {date: '2026-01-02', commit: 'abc1234'};

test('every combination is there once, and its cluster.yaml is right', async t => {
	t.is(new Set(combinations.map(one => JSON.stringify(one))).size, combinations.length);
	for (const one of combinations) {
		const parsed = parseSpec(stringify(await specOf(one, '/srv/artifacts')), 'cluster.yaml');
		t.deepEqual('problems' in parsed ? parsed.problems : [], [], JSON.stringify(one));
	}
});

test('the families of the ranges are those of the hosts and of the endpoint', async t => {
	for (const [kind, host, others, endpoint] of [
		['IPv4', address(11, '.'), [], address(100, '.')],
		['dual', address(11, '.'), [address(11, ':')], address(100, '.')],
		['IPv6', address(11, ':'), [], address(100, ':')],
	] as const) {
		const one = combinations.find(({families, balancer}) => families === kind && balancer === 'haproxy, VIP')!;
		const parsed = parseSpec(stringify(await specOf(one, '/srv/artifacts')), 'cluster.yaml');
		if (!('spec' in parsed)) throw new Error(kind);
		const {hosts, endpoint: at, balancer} = parsed.spec;
		t.deepEqual([hosts[0]!.address, hosts[0]!.addresses, at.host, balancer.vip?.address], [host, [...others], endpoint, endpoint]);
	}
});

test('the table has a line for what works, fails, was not tried, and cannot run', t => {
	const [first, second, third] = combinations;
	const page = table([
		{...first!, ...ran, install: 61, answers: 3},
		{...second!, ...ran, after: 'iptables, nginx', failed: 'pods: a | b'},
		third!,
	]);
	const lines = page.split('\n').filter(line => line.startsWith('| v'));
	t.is(lines.length, 3);
	t.true(lines[0]!.endsWith('| works; 2026-01-02, abc1234 | fresh hosts | 61 | 3 |'), lines[0]);
	t.true(lines[1]!.endsWith('| **fails**: pods: a / b; 2026-01-02, abc1234 | iptables, nginx |  |  |'), lines[1]);
	t.true(lines[2]!.endsWith('| not tried yet | | | |'), lines[2]);
	for (const [what] of notRun) t.true(page.includes(what), what);
});

test('a new result takes the place of the one before, and of no other one', t => {
	const [first, second] = combinations;
	const before: Tried[] = [
		{...first!, ...ran, failed: 'no'},
		{...second!, ...ran, install: 1, answers: 1},
	];
	const rows = rowsOf(withResult(before, {...first!, date: '2026-01-03', commit: 'def5678', install: 2, answers: 2}));
	t.deepEqual(
		rows.slice(0, 3).map(row => ('commit' in row ? row.commit : undefined)),
		['def5678', 'abc1234', undefined],
	);
});

test('the page holds every result that is on record', async t => {
	const results = await readResults();
	t.is(rowsOf(results).filter(row => 'date' in row).length, results.length, 'one of a combination that is tried no more, or twice');
	t.is(await readFile('docs/matrix.md', 'utf8'), pageOf(results), 'npm run matrix -- --page makes it anew');
});
