import test from 'ava';
import {stringify} from 'yaml';
import {combinations, notRun} from '../../scripts/matrix/combinations.ts';
import {table} from '../../scripts/matrix/table.ts';
import {specOf} from '../../scripts/matrix/try.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';

test('every combination is there once, and its cluster.yaml is right', async t => {
	t.is(new Set(combinations.map(one => JSON.stringify(one))).size, combinations.length);
	for (const one of combinations) {
		const parsed = parseSpec(stringify(await specOf(one, '/srv/artifacts')), 'cluster.yaml');
		t.deepEqual('problems' in parsed ? parsed.problems : [], [], JSON.stringify(one));
	}
});

test('the table has a line for what works, fails, was not tried, and cannot run', t => {
	const [first, second, third] = combinations;
	const page = table([
		{...first!, date: '2026-01-02', install: 61.4, answers: 3.2},
		{...second!, date: '2026-01-02', failed: 'pods: a | b'},
		third!,
	]);
	const lines = page.split('\n').filter(line => line.startsWith('| v'));
	t.is(lines.length, 3);
	t.true(lines[0]!.endsWith('| works, 2026-01-02 | 61 | 3 |'), lines[0]);
	t.true(lines[1]!.endsWith('| **fails**, 2026-01-02: pods: a / b |  |  |'), lines[1]);
	t.true(lines[2]!.endsWith('| not tried yet | | |'), lines[2]);
	for (const [what] of notRun) t.true(page.includes(what), what);
});
