/** How fast, and how many at once: a clock of the test's own. */
import test from 'ava';
import {makePace, makeTurns, portion} from '../../../scripts/lib/transfer/pace.ts';

test('all who ask share one rate', async t => {
	let clock = 0;
	const waits: number[] = [];
	const pace = makePace(1000, {
		now: () => clock,
		wait: async milliseconds => {
			waits.push(milliseconds);
		},
	});
	await Promise.all([pace(500), pace(500), pace(1000)]);
	t.deepEqual(waits, [500, 1000]);
	// Time that nobody used is not made up for.
	clock = 60_000;
	await pace(1000);
	await pace(1);
	t.deepEqual(waits.slice(2), [1000]);
});

test('without a rate nobody waits', async t => {
	await makePace(undefined, {wait: () => t.fail() as never})(1e9);
	t.is(portion(undefined), 1 << 20);
	t.is(portion(1e6), 1e5);
	t.is(portion(1000), 4096);
});

test('so many at once, in the order of asking, also after one that failed', async t => {
	const turn = makeTurns(2);
	let now = 0;
	let most = 0;
	const order: number[] = [];
	const work = (index: number) => async () => {
		order.push(index);
		most = Math.max(most, ++now);
		await new Promise(resolve => setImmediate(resolve));
		now--;
		if (index === 1) throw new Error('fails');
	};
	const ended = await Promise.allSettled([0, 1, 2, 3, 4].map(index => turn(work(index))));
	t.deepEqual(
		ended.map(({status}) => status),
		['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
	);
	t.is(most, 2);
	t.deepEqual(order, [0, 1, 2, 3, 4]);
});
