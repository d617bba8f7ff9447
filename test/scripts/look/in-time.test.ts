import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {inTime} from '../../../scripts/lib/look/in-time.ts';

test('who waits too long gets nothing, no second work begins, and what came later is for the next', async t => {
	let begun = 0;
	let finish: (value: string) => void = () => {};
	const ask = inTime(() => {
		begun++;
		return new Promise<string>(resolve => {
			finish = resolve;
		});
	});
	t.is(await ask(10), undefined);
	t.is(await ask(10), undefined);
	t.is(begun, 1);
	finish('late');
	t.is(await ask(10), 'late');
	const next = ask(1000);
	await sleep(1);
	t.is(begun, 2);
	finish('new');
	t.is(await next, 'new');
});
