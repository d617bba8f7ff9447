import test from 'ava';
import {combinations} from '../../scripts/matrix/combinations.ts';
import {widestFirst} from '../../scripts/matrix/order.ts';

test('all are tried, and every value of each kind early', t => {
	const ordered = widestFirst(combinations);
	t.is(new Set(ordered).size, combinations.length);
	const values = (rows: typeof combinations) => [...new Set(rows.flatMap(row => Object.values(row)))].sort();
	t.deepEqual(values(ordered.slice(0, 12)), values(combinations));
});
