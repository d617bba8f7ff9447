import test from 'ava';
import {type Combination, combinations} from '../../scripts/matrix/combinations.ts';
import {walksOf} from '../../scripts/matrix/walks.ts';

const values = (rows: readonly Combination[], key: keyof Combination) => [...new Set(rows.map(row => row[key]))].sort();

const walks = walksOf(combinations);

test('every combination is in one walk, and a walk changes mode or balancer alone, one at a time', t => {
	t.deepEqual(
		combinations.map(one => walks.flat().filter(other => other === one).length),
		combinations.map(() => 1),
	);
	for (const walk of walks) {
		for (const [index, row] of walk.slice(1).entries()) {
			const before = walk[index]!;
			const differing = (Object.keys(row) as Array<keyof typeof row>).filter(key => row[key] !== before[key]);
			t.deepEqual(differing.length, 1, `${JSON.stringify(before)} ${JSON.stringify(row)}`);
			t.true(differing[0] === 'proxy' || differing[0] === 'balancer');
		}
	}
});

test('each version, network, mode and balancer is installed on fresh hosts at least once', t => {
	for (const key of ['kubernetes', 'network', 'families', 'proxy', 'balancer'] as const) {
		t.deepEqual(
			values(
				walks.map(([first]) => first!),
				key,
			),
			values(combinations, key),
			key,
		);
	}
});
